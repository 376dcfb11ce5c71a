/** The words of the map of flows, in each language of the region. */
import type { Language } from "../language.ts";

export interface MapWords {
  readonly title: string;
  /** Of {from} and {to}. */
  readonly period: string;
  readonly directed: string;
  readonly undirected: string;
  readonly none: string;
  /** Of {from}, {to} and {hits}. */
  readonly flow: string;
  readonly pair: string;
  readonly source: string;
}

export const MAP_WORDS: Readonly<Record<Language, MapWords>> = {
  en: {
    title: "Hits between states",
    period: "from {from} to before {to}",
    directed: "from the earlier occurrence to the later",
    undirected: "order of the occurrences not known to the reader",
    none: "No hits between states in this period.",
    flow: "{from} to {to}: {hits}",
    pair: "{from} and {to}: {hits}",
    source: "Outlines: Natural Earth",
  },
  fr: {
    title: "Concordances entre États",
    period: "du {from} jusqu'avant le {to}",
    directed: "du fait le plus ancien au plus récent",
    undirected: "ordre des faits inconnu du lecteur",
    none: "Aucune concordance entre États pendant cette période.",
    flow: "De {from} à {to} : {hits}",
    pair: "{from} et {to} : {hits}",
    source: "Contours : Natural Earth",
  },
  nl: {
    title: "Hits tussen staten",
    period: "van {from} tot {to}",
    directed: "van het eerdere feit naar het latere",
    undirected: "volgorde van de feiten niet bekend bij de lezer",
    none: "Geen hits tussen staten in deze periode.",
    flow: "{from} naar {to}: {hits}",
    pair: "{from} en {to}: {hits}",
    source: "Omtrekken: Natural Earth",
  },
  es: {
    title: "Coincidencias entre Estados",
    period: "desde {from} hasta antes de {to}",
    directed: "del hecho anterior al posterior",
    undirected: "orden de los hechos desconocido para el lector",
    none: "Ninguna coincidencia entre Estados en este período.",
    flow: "De {from} a {to}: {hits}",
    pair: "{from} y {to}: {hits}",
    source: "Contornos: Natural Earth",
  },
  ht: {
    title: "Konkòdans ant Eta yo",
    period: "depi {from} rive anvan {to}",
    directed: "soti nan sa ki te rive anvan rive nan sa ki te rive apre",
    undirected: "moun k ap li a pa konnen lòd evènman yo",
    none: "Pa gen konkòdans ant Eta yo nan peryòd sa a.",
    flow: "{from} rive {to}: {hits}",
    pair: "{from} ak {to}: {hits}",
    source: "Kontou: Natural Earth",
  },
};
