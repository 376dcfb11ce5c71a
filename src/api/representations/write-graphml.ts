/** A link chart as GraphML (http://graphml.graphdrawing.org), for the tools of analysts. */
import type { ChartEdge, ChartNode, LinkChart } from "../../domain/intelligence/link-chart.ts";
import { escapeXml } from "./escape-xml.ts";

const NODE_KEYS = [
  "kind",
  "state",
  "number",
  "exhibitType",
  "category",
  "calibre",
  "lab",
  "groupId",
  "eventType",
  "occurredOn",
] as const satisfies readonly (keyof ChartNode)[];
const EDGE_KEYS = ["kind", "linkageId", "conclusion", "at"] as const satisfies readonly (keyof ChartEdge)[];

export function writeGraphml(chart: LinkChart): string {
  const declare = (on: "node" | "edge", names: readonly string[]) =>
    names.map((name) => `  <key id="${on}-${name}" for="${on}" attr.name="${name}" attr.type="string"/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...declare("node", NODE_KEYS),
    ...declare("edge", EDGE_KEYS),
    '  <graph id="links" edgedefault="undirected">',
    ...chart.nodes.map((node) => `    <node id="${escapeXml(node.id)}">${writeData("node", NODE_KEYS, node)}</node>`),
    ...chart.edges.map(
      (edge) =>
        `    <edge id="${escapeXml(edge.id)}" source="${escapeXml(edge.from)}" target="${escapeXml(edge.to)}">${writeData("edge", EDGE_KEYS, edge)}</edge>`,
    ),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function writeData<Key extends string>(
  on: string,
  keys: readonly Key[],
  of: Readonly<Record<Key, string | null>>,
): string {
  return keys
    .filter((key) => of[key] !== null)
    .map((key) => `<data key="${on}-${key}">${escapeXml(String(of[key]))}</data>`)
    .join("");
}
