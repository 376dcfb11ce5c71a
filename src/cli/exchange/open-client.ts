import { readFile } from "node:fs/promises";
import { RibinError } from "../../domain/errors.ts";
import { type OptionValues, readText } from "../command.ts";
import { createHttpClient, type HttpClient } from "../http-client.ts";

/** The server that --server names, asked with the token of --token-file. */
export async function openClient(options: OptionValues): Promise<HttpClient> {
  const server = readText(options, "server");
  const file = readText(options, "token-file");
  if (server === undefined || file === undefined)
    throw new RibinError("USAGE", "--server and --token-file are needed.");
  const token = await readFile(file, "utf8").catch((cause) => {
    throw new RibinError("FILE_NOT_FOUND", `There is no file ${file} that can be read.`, { cause });
  });
  return createHttpClient(server, token.trim());
}
