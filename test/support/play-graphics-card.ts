/** A script for a page: the browser, which computes WebGL on the processor, says that it has a graphics card, and the page draws by it. */
export const PLAY_GRAPHICS_CARD = `
  const open = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    return open.call(this, kind, kind === "webgl2" ? { ...options, failIfMajorPerformanceCaveat: false } : options);
  };
  const read = WebGL2RenderingContext.prototype.getParameter;
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    return name === 0x9246 || name === this.RENDERER ? "A graphics card" : read.call(this, name);
  };
`;
