import "@fontsource-variable/source-sans-3/wght.css";
import "./design/tokens.css";
import "./design/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { fetchAhead } from "./app/fetch-ahead.ts";
import { loadSayingsSoon, startLanguages } from "./app/languages.ts";
import { queries } from "./app/queries.ts";
import { router } from "./app/routes.tsx";
import { startTheme } from "./app/theme.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");

startTheme();
await startLanguages();
fetchAhead(router.routes);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
loadSayingsSoon();
