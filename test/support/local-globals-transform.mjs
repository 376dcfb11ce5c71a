/**
 * The transform of @swc/jest, with the globals of numeric code bound once a module. Each look-up of a global in jest's vm context
 * goes through an interceptor, which makes a loop that calls `Math` ten times slower than in production; a constant of
 * the module does not. The prefix stands on the first line, so that line numbers stay true.
 */
import swcJest from "@swc/jest";

const PREFIX =
  "const{Math,Number,Array,Object,Float32Array,Float64Array,Uint8Array,Int32Array,Uint32Array,Uint16Array,Int16Array}=globalThis;";

export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    const bind = (result) => ({ ...result, code: PREFIX + result.code });
    return {
      ...swc,
      process: (...input) => bind(swc.process(...input)),
      processAsync: async (...input) => bind(await swc.processAsync(...input)),
      // Its own key: results without the prefix may lie in jest's cache.
      getCacheKey: (...input) => `${swc.getCacheKey(...input)}-local-globals-1`,
    };
  },
};
