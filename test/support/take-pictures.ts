/** Pictures of pages for the docs, where `RIBIN_PICTURES` asks for them (`npm run web:pictures`): one light and one dark a page. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";

export const WANTS_PICTURES = process.env.RIBIN_PICTURES !== undefined;

const DOCS = fileURLToPath(new URL("../../docs/", import.meta.url));
const FOLDER = `${DOCS}images/workbench/`;
const [BEGIN, END] = ["<!-- pictures: npm run web:pictures -->", "<!-- end of pictures -->"];
/** Wide enough to read a table's text, small enough to be kept in git. */
const WIDTH = 960;

interface Taken {
  readonly who: string;
  readonly name: string;
  readonly path: string;
  readonly heading: string;
}

const taken: Taken[] = [];

export async function clearPictures(): Promise<void> {
  if (!WANTS_PICTURES) return;
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
}

/** The page as it stands, in each theme; `who` is the heading under which the docs show it. */
export async function takePicture(page: Page, who: string, name: string): Promise<void> {
  if (!WANTS_PICTURES) return;
  for (const theme of ["light", "dark"]) {
    await page.evaluate(`document.documentElement.dataset.theme = ${JSON.stringify(theme)}`);
    const shot = await page.screenshot({ animations: "disabled" });
    const small = sharp(shot).resize({ width: WIDTH, kernel: "lanczos3" }).webp({ quality: 62, effort: 6 });
    await writeFile(`${FOLDER}${name}-${theme}.webp`, await small.toBuffer());
  }
  const heading = ((await page.locator("h1").first().textContent()) ?? "").trim();
  taken.push({ who, name, heading, path: new URL(page.url()).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…") });
}

/** Puts what was taken between the marks of docs/workbench.md. */
export async function writePicturesPage(): Promise<void> {
  if (!WANTS_PICTURES) return;
  const file = `${DOCS}workbench.md`;
  const text = await readFile(file, "utf8");
  const [before, after] = [text.split(BEGIN)[0] ?? "", text.split(END)[1] ?? ""];
  const parts = [...new Set(taken.map(({ who }) => who))].map((who) => {
    const rows = taken.filter((each) => each.who === who).map(describe);
    return `### ${who}\n\n| screen | light | dark |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  await writeFile(file, `${before}${BEGIN}\n\n${parts.join("\n")}\n${END}${after}`);
}

function describe({ name, path, heading }: Taken): string {
  const show = (theme: string) => `![${name}, ${theme}](images/workbench/${name}-${theme}.webp)`;
  return `| ${heading.replaceAll("|", "/")}<br>\`${path}\` | ${show("light")} | ${show("dark")} |`;
}
