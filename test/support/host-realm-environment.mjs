/**
 * Jest runs tests in a realm of its own, whose typed arrays are not those of the host. Native add-ons (onnxruntime-node)
 * check for the host's constructors; this environment hands them to the tests.
 */
import { TestEnvironment } from "jest-environment-node";

const HOST_CONSTRUCTORS = {
  ArrayBuffer,
  SharedArrayBuffer,
  DataView,
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
};

export default class HostRealmEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, HOST_CONSTRUCTORS);
  }
}
