/** Draws marks by WebGL2: their slopes lie in textures, and a moved light costs one pass over the window. */
import { makeColourMap } from "./colour-map.ts";
import type { SideName } from "./microscope-state.ts";
import type { Painting, ReliefRenderer } from "./relief-painting.ts";
import { type Mix, type Shade, VERTEX, writeFragment } from "./relief-shaders.ts";
import { makeTexels } from "./surface-texels.ts";

const UNIFORMS = [
  "toA",
  "toB",
  "markA",
  "markB",
  "colours",
  "lightA",
  "lightB",
  "halfA",
  "halfB",
  "split",
  "ground",
  "relief",
  "reach",
  "contrast",
  "gamma",
  "blend",
] as const;

interface Program {
  readonly program: WebGLProgram;
  readonly at: Readonly<Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>>;
}

/** Null where the browser has no WebGL2. */
export function makeReliefRenderer(canvas: HTMLCanvasElement): ReliefRenderer | null {
  const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false, stencil: false });
  if (gl === null) return null;
  const programs = new Map<string, Program>();
  const marks: Record<SideName, WebGLTexture> = { a: makeTexture(gl), b: makeTexture(gl) };
  const maps = {
    height: loadMap(gl, makeColourMap("height")),
    difference: loadMap(gl, makeColourMap("difference")),
  };
  const corners = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);

  const pickProgram = (mix: Mix, shade: Shade): Program => {
    const name = `${mix} ${shade}`;
    const program = programs.get(name) ?? link(gl, writeFragment(mix, shade));
    programs.set(name, program);
    gl.useProgram(program.program);
    return program;
  };
  const bind = (unit: number, texture: WebGLTexture) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, texture);
  };
  return {
    load(side, surface) {
      bind(side === "a" ? 0 : 1, marks[side]);
      const { width, height } = surface;
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA16F, width, height, 0, gl.RGBA, gl.FLOAT, makeTexels(surface));
    },
    begin(ground) {
      gl.clearColor(...ground, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    },
    paint(window, painting) {
      const top = canvas.height - window.top - window.height;
      gl.viewport(window.left, top, window.width, window.height);
      const { at } = pickProgram(painting.mix, painting.shade);
      const onlyB = painting.mix === "single" && painting.shown === "b";
      bind(0, marks[onlyB ? "b" : "a"]);
      bind(1, marks.b);
      bind(2, maps[painting.mix === "difference" ? "difference" : "height"]);
      gl.uniform1i(at.markA, 0);
      gl.uniform1i(at.markB, 1);
      gl.uniform1i(at.colours, 2);
      gl.uniformMatrix3fv(at.toA, false, onlyB ? painting.toB : painting.toA);
      gl.uniformMatrix3fv(at.toB, false, painting.toB);
      const first = aimLight(painting.light, onlyB ? painting.turned.b : painting.turned.a);
      const second = aimLight(painting.light, painting.turned.b);
      gl.uniform3fv(at.lightA, first.light);
      gl.uniform3fv(at.halfA, first.half);
      gl.uniform3fv(at.lightB, second.light);
      gl.uniform3fv(at.halfB, second.half);
      gl.uniform3f(at.split, ...painting.split);
      gl.uniform3f(at.ground, ...painting.ground);
      for (const name of ["relief", "reach", "contrast", "gamma", "blend"] as const) {
        gl.uniform1f(at[name], painting[name]);
      }
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    },
    dispose() {
      for (const { program } of programs.values()) gl.deleteProgram(program);
      for (const texture of [...Object.values(marks), ...Object.values(maps)]) gl.deleteTexture(texture);
      gl.deleteBuffer(corners);
    },
  };
}

/** Towards the light in a mark's own frame: the lamp stands still while the mark is turned under it. */
function aimLight({ azimuth, elevation }: Painting["light"], turned: number) {
  const flat = Math.cos(elevation);
  const light = [flat * Math.cos(azimuth - turned), flat * Math.sin(azimuth - turned), Math.sin(elevation)] as const;
  const size = Math.hypot(light[0], light[1], light[2] + 1);
  return { light: [...light], half: [light[0] / size, light[1] / size, (light[2] + 1) / size] };
}

function makeTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  return texture;
}

function loadMap(gl: WebGL2RenderingContext, colours: Uint8Array): WebGLTexture {
  const texture = makeTexture(gl);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, colours.length / 4, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, colours);
  return texture;
}

function link(gl: WebGL2RenderingContext, fragment: string): Program {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.bindAttribLocation(program, 0, "corner");
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
    throw new Error(`The shader was not linked: ${gl.getProgramInfoLog(program)}`);
  }
  const at = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]));
  return { program, at: at as Program["at"] };
}
