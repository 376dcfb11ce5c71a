/** One vertex and one fragment shader; what a picture does not need is compiled out of it. */

export type Mix = "single" | "split" | "blend" | "difference";
export type Shade = "relief" | "height" | "grey";

export const VERTEX = `#version 300 es
in vec2 corner;
uniform mat3 toA;
uniform mat3 toB;
out vec2 placeA;
out vec2 placeB;
out vec2 place;
void main() {
  place = corner;
  placeA = (toA * vec3(corner, 1.0)).xy;
  placeB = (toB * vec3(corner, 1.0)).xy;
  gl_Position = vec4(corner, 0.0, 1.0);
}`;

const SHADES: Readonly<Record<Shade, string>> = {
  // Ambient, diffuse and a small highlight, as on brass; the half vector is that of an eye straight above.
  relief: `vec3 shade(vec4 texel, vec3 light, vec3 half3) { return lit(texel, light, half3) * vec3(0.97, 0.95, 0.91); }`,
  height: `vec3 shade(vec4 texel, vec3 light, vec3 half3) {
    vec3 colour = texture(colours, vec2(texel.b * reach + 0.5, 0.5)).rgb;
    return colour * (0.35 + 0.75 * lit(texel, light, half3));
  }`,
  grey: `vec3 shade(vec4 texel, vec3 light, vec3 half3) {
    return vec3(pow(clamp(texel.b * reach * contrast + 0.5, 0.0, 1.0), gamma));
  }`,
};

const MIXES: Readonly<Record<Mix, string>> = {
  single: `vec4 paint() { return seen(markA, placeA, lightA, halfA); }`,
  split: `vec4 paint() {
    return dot(place, split.xy) < split.z ? seen(markA, placeA, lightA, halfA) : seen(markB, placeB, lightB, halfB);
  }`,
  blend: `vec4 paint() {
    vec4 a = seen(markA, placeA, lightA, halfA);
    vec4 b = seen(markB, placeB, lightB, halfB);
    float share = a.a == 0.0 ? 1.0 : b.a == 0.0 ? 0.0 : blend;
    return a.a + b.a == 0.0 ? vec4(0.0) : vec4(mix(a.rgb, b.rgb, share), 1.0);
  }`,
  difference: `vec4 paint() {
    vec4 a = read(markA, placeA);
    vec4 b = read(markB, placeB);
    if (a.a + b.a == 0.0) return vec4(0.0);
    if (a.a * b.a == 0.0) return vec4(vec3(0.45), 0.45);
    return vec4(texture(colours, vec2((a.b - b.b) * reach + 0.5, 0.5)).rgb, 1.0);
  }`,
};

/** The fragment shader of a way of laying both marks together, and of what is drawn of each. */
export function writeFragment(mix: Mix, shade: Shade): string {
  return `#version 300 es
precision highp float;
in vec2 placeA;
in vec2 placeB;
in vec2 place;
uniform sampler2D markA;
uniform sampler2D markB;
uniform sampler2D colours;
uniform vec3 lightA;
uniform vec3 lightB;
uniform vec3 halfA;
uniform vec3 halfB;
uniform vec3 split;
uniform vec3 ground;
uniform float relief;
uniform float reach;
uniform float contrast;
uniform float gamma;
uniform float blend;
out vec4 colour;
vec4 read(sampler2D mark, vec2 at) {
  vec4 texel = texture(mark, at);
  vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
  texel.a = step(0.5, texel.a) * inside.x * inside.y;
  return texel;
}
float lit(vec4 texel, vec3 light, vec3 half3) {
  vec3 normal = vec3(-relief * texel.rg, 1.0);
  float size = inversesqrt(dot(normal, normal));
  float diffuse = max(dot(normal, light) * size, 0.0);
  float gloss = max(dot(normal, half3) * size, 0.0);
  gloss *= gloss;
  gloss *= gloss;
  gloss *= gloss;
  gloss *= gloss;
  return min(0.08 + 0.78 * diffuse + 0.22 * gloss, 1.0);
}
${SHADES[shade]}
vec4 seen(sampler2D mark, vec2 at, vec3 light, vec3 half3) {
  vec4 texel = read(mark, at);
  if (texel.a == 0.0) return vec4(0.0);
  return vec4(shade(texel, light, half3), 1.0);
}
${MIXES[mix]}
void main() {
  vec4 seen = paint();
  colour = vec4(seen.rgb + ground * (1.0 - seen.a), 1.0);
}`;
}
