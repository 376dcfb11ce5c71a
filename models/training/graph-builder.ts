/** A small writer of ONNX graphs: nodes in order, constants as raw little-endian tensors, the same bytes every time. */
import onnxProto from "onnx-proto";

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;

/** ReduceSum takes its axes as an input from opset 13 on; nothing newer is needed. */
export const OPSET = 13;
const IR_VERSION = 7;

export interface GraphBuilder {
  /** Adds a float32 constant and returns its name. */
  floats(name: string, dims: readonly number[], values: ArrayLike<number>): string;
  /** Adds an int64 constant (axes, shapes) and returns its name. */
  shape(name: string, values: readonly number[]): string;
  /** Adds int32 indices and returns their name. */
  indices(name: string, dims: readonly number[], values: ArrayLike<number>): string;
  /** Adds a node with one output and returns the output's name. */
  node(
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, number | readonly number[]>>,
  ): string;
  /** Serialises the model; `output` is renamed to `outputName`. */
  finish(model: {
    name: string;
    version: number;
    input: { name: string; dims: readonly number[] };
    output: string;
    outputName: string;
    outputDims: readonly number[];
  }): Uint8Array;
}

function describeFloats(name: string, dims: readonly number[]) {
  return onnx.ValueInfoProto.create({
    name,
    type: { tensorType: { elemType: DataType.FLOAT, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
  });
}

export function createGraphBuilder(): GraphBuilder {
  const nodes: InstanceType<typeof onnx.NodeProto>[] = [];
  const constants: InstanceType<typeof onnx.TensorProto>[] = [];

  const addConstant = (name: string, dims: readonly number[], dataType: number, bytes: Uint8Array): string => {
    constants.push(onnx.TensorProto.create({ name, dims: [...dims], dataType, rawData: bytes }));
    return name;
  };
  const checkLength = (name: string, dims: readonly number[], length: number): void => {
    const expected = dims.reduce((product, dim) => product * dim, 1);
    if (length !== expected) throw new RangeError(`${name} holds ${length} values, its dims ${expected}`);
  };

  return {
    floats(name, dims, values) {
      checkLength(name, dims, values.length);
      const bytes = new Uint8Array(4 * values.length);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < values.length; i++) view.setFloat32(4 * i, values[i], true);
      return addConstant(name, dims, DataType.FLOAT, bytes);
    },
    shape(name, values) {
      const bytes = new Uint8Array(8 * values.length);
      const view = new DataView(bytes.buffer);
      values.forEach((value, i) => {
        view.setBigInt64(8 * i, BigInt(value), true);
      });
      return addConstant(name, [values.length], DataType.INT64, bytes);
    },
    indices(name, dims, values) {
      checkLength(name, dims, values.length);
      const bytes = new Uint8Array(4 * values.length);
      const view = new DataView(bytes.buffer);
      for (let i = 0; i < values.length; i++) view.setInt32(4 * i, values[i], true);
      return addConstant(name, dims, DataType.INT32, bytes);
    },
    node(op, inputs, attributes = {}) {
      const output = `${op}_${nodes.length}`;
      nodes.push(
        onnx.NodeProto.create({
          opType: op,
          name: output,
          input: [...inputs],
          output: [output],
          attribute: Object.entries(attributes).map(([name, value]) =>
            typeof value === "number"
              ? onnx.AttributeProto.create({ name, type: AttributeType.INT, i: value })
              : onnx.AttributeProto.create({ name, type: AttributeType.INTS, ints: [...value] }),
          ),
        }),
      );
      return output;
    },
    finish({ name, version, input, output, outputName, outputDims }) {
      nodes.push(onnx.NodeProto.create({ opType: "Identity", name: "output", input: [output], output: [outputName] }));
      const model = onnx.ModelProto.create({
        irVersion: IR_VERSION,
        producerName: "ribin-core",
        modelVersion: version,
        opsetImport: [{ domain: "", version: OPSET }],
        graph: {
          name,
          node: nodes,
          initializer: constants,
          input: [describeFloats(input.name, input.dims)],
          output: [describeFloats(outputName, outputDims)],
        },
      });
      return onnx.ModelProto.encode(model).finish();
    },
  };
}
