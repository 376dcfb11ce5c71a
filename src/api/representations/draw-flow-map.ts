/** The region's map with the hits between its states, as SVG. The same flows give the same text. */
import type { Language } from "../../domain/language.ts";
import { STATE_CODES, type StateCode } from "../../domain/vocabulary.ts";
import { MAP_WORDS } from "../../domain/words/map-words.ts";
import { WORDS } from "../../domain/words/of-language.ts";
import { fill } from "../../domain/words/words.ts";
import { escapeXml } from "./escape-xml.ts";
import { type FlowTotal, placeArc, sumFlows } from "./place-arc.ts";
import { LAND_AROUND, REGION_SIZE, STATE_OUTLINES } from "./region-outlines.ts";

const INK = "#16202b";
const MUTED = "#5b6875";
const SEA = "#f2f6f8";
const FAR = "#e6e7e3";
const NEAR = "#cfd6cb";
const PARTY = "#aebfa9";
const SHORE = "#9aa79b";
const DIRECTED = "#1f5f8b";
const UNDIRECTED = "#8a6d3b";
/** Where a code stands beside its mark: in the arc of islands there is room on one side only. */
const BESIDE: Partial<Record<StateCode, "left" | "right" | "below">> = {
  AG: "right",
  BB: "right",
  DM: "right",
  GD: "left",
  KN: "left",
  LC: "right",
  MS: "left",
  TT: "right",
  VC: "left",
};
const OFFSETS = {
  above: { x: 0, y: -9, anchor: "middle" },
  below: { x: 0, y: 18, anchor: "middle" },
  left: { x: -9, y: 5, anchor: "end" },
  right: { x: 9, y: 5, anchor: "start" },
} as const;
/** Numbers stand beside the greatest flows only, so that the map stays readable. */
const NUMBERED = 14;
/** On a shorter one a number would hide the flow itself. */
const SHORTEST_NUMBERED = 40;

export interface FlowMapInput {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly {
    readonly fromState: StateCode;
    readonly toState: StateCode;
    readonly directed: boolean;
    readonly hits: number;
  }[];
}

export function drawFlowMap({ from, to, rows }: FlowMapInput, language: Language): string {
  const flows = sumFlows(rows);
  const parties = new Set(flows.flatMap((flow) => [flow.fromState, flow.toState]));
  const [words, map] = [WORDS[language], MAP_WORDS[language]];
  const { width, height } = REGION_SIZE;
  const greatest = Math.max(1, ...flows.map((flow) => flow.hits));
  const title = `${map.title}, ${fill(map.period, { from, to })}`;
  const name = ({ fromState, toState, directed, hits }: FlowTotal) =>
    fill(directed ? map.flow : map.pair, { from: words.states[fromState], to: words.states[toState], hits });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" lang="${language}" font-family="'Source Sans 3', 'Source Sans Pro', Helvetica, Arial, sans-serif">`,
    `<title>${escapeXml(title)}</title>`,
    drawHeads(),
    `<rect width="${width}" height="${height}" fill="${SEA}"/>`,
    `<path d="${LAND_AROUND}" fill="${FAR}"/>`,
    ...STATE_CODES.map((code) => drawState(code, parties.has(code), words.states[code])),
    ...flows.map((flow) => drawFlow(flow, greatest, name(flow))),
    ...STATE_CODES.map((code) => drawMark(code, parties.has(code))),
    ...flows
      .filter((flow) => placeArc(flow).length >= SHORTEST_NUMBERED)
      .slice(-NUMBERED)
      .map(drawNumber),
    drawLegend(map.title, fill(map.period, { from, to }), flows, map),
    drawText(width - 20, height - 16, map.source, { size: 11, colour: MUTED, anchor: "end" }),
    "</svg>",
    "",
  ].join("\n");
}

const drawHeads = () =>
  `<defs><marker id="head" viewBox="0 0 10 10" refX="8" refY="5" markerUnits="userSpaceOnUse" markerWidth="13" markerHeight="13" orient="auto"><path d="M0 1L9 5L0 9Z" fill="${DIRECTED}"/></marker></defs>`;

function drawState(code: StateCode, party: boolean, name: string): string {
  const fillColour = party ? PARTY : NEAR;
  return `<path d="${STATE_OUTLINES[code].path}" fill="${fillColour}" stroke="${SHORE}" stroke-width="0.7"><title>${escapeXml(name)}</title></path>`;
}

function drawMark(code: StateCode, party: boolean): string {
  const [x, y] = STATE_OUTLINES[code].place;
  const beside = OFFSETS[BESIDE[code] ?? "above"];
  const label = drawText(x + beside.x, y + beside.y, code, {
    size: party ? 14 : 12,
    colour: party ? INK : MUTED,
    anchor: beside.anchor,
    bold: party,
  });
  const mark = `<circle cx="${x}" cy="${y}" r="${party ? 4 : 2}" fill="${party ? INK : MUTED}" stroke="#ffffff" stroke-width="1"/>`;
  return mark + label;
}

function drawFlow(flow: FlowTotal, greatest: number, name: string): string {
  const { path } = placeArc(flow);
  const strokeWidth = (1.4 + 4.6 * Math.sqrt(flow.hits / greatest)).toFixed(2);
  const style = flow.directed
    ? `stroke="${DIRECTED}" marker-end="url(#head)"`
    : `stroke="${UNDIRECTED}" stroke-dasharray="7 5"`;
  return `<path d="${path}" fill="none" ${style} stroke-width="${strokeWidth}" stroke-opacity="0.8" stroke-linecap="round"><title>${escapeXml(name)}</title></path>`;
}

function drawNumber(flow: FlowTotal): string {
  const [x, y] = placeArc(flow).middle;
  const colour = flow.directed ? DIRECTED : UNDIRECTED;
  return drawText(x, y + 4, String(flow.hits), { size: 13, colour, anchor: "middle", bold: true });
}

function drawLegend(
  title: string,
  period: string,
  flows: readonly FlowTotal[],
  map: { readonly directed: string; readonly undirected: string; readonly none: string },
): string {
  const lines = [
    drawText(32, 800, title, { size: 24, colour: INK, anchor: "start", bold: true }),
    drawText(32, 824, period, { size: 14, colour: MUTED, anchor: "start" }),
  ];
  if (flows.length === 0)
    return [...lines, drawText(32, 858, map.none, { size: 14, colour: INK, anchor: "start" })].join("\n");
  let y = 856;
  for (const directed of [true, false]) {
    if (!flows.some((flow) => flow.directed === directed)) continue;
    const style = directed
      ? `stroke="${DIRECTED}" marker-end="url(#head)"`
      : `stroke="${UNDIRECTED}" stroke-dasharray="7 5"`;
    lines.push(`<path d="M32 ${y}L72 ${y}" fill="none" ${style} stroke-width="3"/>`);
    lines.push(
      drawText(84, y + 5, directed ? map.directed : map.undirected, { size: 13, colour: INK, anchor: "start" }),
    );
    y += 24;
  }
  return lines.join("\n");
}

function drawText(
  x: number,
  y: number,
  text: string,
  style: { size: number; colour: string; anchor: "start" | "middle" | "end"; bold?: boolean },
): string {
  const weight = style.bold ? ' font-weight="600"' : "";
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${style.size}"${weight} fill="${style.colour}" text-anchor="${style.anchor}" stroke="${SEA}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escapeXml(text)}</text>`;
}
