/** The look of the docs page: the style sheet of Swagger UI comes first, this quietens it. No file from elsewhere. */
export const DOCS_CSS = `
:root { --ink: #1b2733; --soft: #5a6b7b; --line: #dde4ea; --sea: #0b5c7a; --sand: #f6f8fa; }
html { background: #fff; }
body { margin: 0; color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.swagger-ui .topbar, .swagger-ui .info hgroup.main a, .swagger-ui .models-control svg { display: none; }
.swagger-ui, .swagger-ui * { font-family: inherit !important; }
.swagger-ui :is(p, li, h1, h2, h3, h4, h5, h6, td, th, label, select, input, textarea, small, div) { color: var(--ink); }
.swagger-ui :is(code, pre, .opblock-summary-path, .parameter__type, .parameter__in, .json-schema-2020-12__attribute),
.swagger-ui :is(code, pre, .opblock-summary-path) * {
  font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace !important;
}
.swagger-ui :is(.markdown, .renderedMarkdown) p { margin: .6em 0; }
.swagger-ui .response-col_links, .swagger-ui .col_header.response-col_links { display: none; }
.swagger-ui .wrapper { max-width: 1120px; padding: 0 32px; }
.swagger-ui .information-container { padding-top: 8px; }
.swagger-ui .info { margin: 28px 0 12px; }
.swagger-ui .info .title { font-size: 34px; letter-spacing: -.01em; }
.swagger-ui .info .title small pre { color: #fff; }
.swagger-ui .info .title small { background: var(--sea); vertical-align: middle; top: -4px; }
.swagger-ui .info .title small.version-stamp { background: var(--soft); }
.swagger-ui .info p, .swagger-ui .info li, .swagger-ui .info .renderedMarkdown p { font-size: 16px; line-height: 1.55; max-width: 78ch; }
.swagger-ui .info li { margin: 4px 0; }
.swagger-ui .info .markdown h3 { font-size: 19px; margin: 26px 0 6px; }
.swagger-ui .info a, .swagger-ui a.nostyle:hover { color: var(--sea); }
.swagger-ui .info code, .swagger-ui .markdown code, .swagger-ui .renderedMarkdown code {
  background: var(--sand); border: 1px solid var(--line); border-radius: 4px; color: var(--ink);
  font-size: .88em; font-weight: 500; padding: 1px 5px;
}
.swagger-ui .scheme-container { background: var(--sand); border-block: 1px solid var(--line); box-shadow: none; margin: 20px 0; padding: 14px 0; }
.swagger-ui .btn.authorize { border-color: var(--sea); color: var(--sea); }
.swagger-ui .btn.authorize svg { fill: var(--sea); }
.swagger-ui .btn.authorize span { color: var(--sea); }
.swagger-ui .btn.execute { background: var(--sea); border-color: var(--sea); color: #fff; }
.swagger-ui .opblock-tag { border-bottom-color: var(--line); font-size: 21px; padding: 14px 8px; }
.swagger-ui .opblock-tag small { color: var(--soft); font-size: 15px; }
.swagger-ui .opblock { border-radius: 6px; box-shadow: none; margin: 0 0 8px; }
.swagger-ui .opblock .opblock-summary-path { font-size: 15px; font-weight: 600; max-width: none; word-break: normal; overflow-wrap: anywhere; flex-shrink: 0; }
.swagger-ui .opblock .opblock-summary-description { color: var(--soft); font-size: 15px; text-align: right; }
.swagger-ui .opblock .opblock-summary-method { font-family: inherit; font-size: 13px; min-width: 72px; }
.swagger-ui .opblock .opblock-summary-method { color: #fff; text-shadow: none; }
.swagger-ui .opblock.opblock-get .opblock-summary-method { background: #1c6ea4; }
.swagger-ui .opblock.opblock-post .opblock-summary-method { background: #23774a; }
.swagger-ui .opblock.opblock-patch .opblock-summary-method { background: #8a5a00; }
.swagger-ui .opblock.opblock-delete .opblock-summary-method { background: #a8322d; }
.swagger-ui .opblock-description-wrapper p, .swagger-ui .opblock-external-docs-wrapper p,
.swagger-ui .renderedMarkdown p, .swagger-ui .parameters-col_description p { font-size: 15px; max-width: 78ch; }
.swagger-ui .opblock-body .opblock-section-header { box-shadow: none; min-height: 44px; }
.swagger-ui .opblock-description-wrapper { padding: 12px 20px 4px; }
.swagger-ui .parameter__name.required::after { color: #a8322d; }
.swagger-ui .response-controls select { border-color: var(--soft); }
.swagger-ui .response-control-media-type__accept-message { display: none; }
.swagger-ui .json-schema-2020-12 { font-size: 14px; }
.swagger-ui .json-schema-2020-12-keyword--description { color: var(--soft); font-size: 14px; }
.swagger-ui .json-schema-2020-12__constraint { background: #e8eef3; color: var(--ink); font-weight: 500; }
.swagger-ui .json-schema-2020-12__constraint--string { background: #e8eef3; color: var(--ink); }
.swagger-ui table.model tr.description { color: var(--soft); }
.swagger-ui .response-col_description__inner div.markdown p, .swagger-ui .response-col_description__inner p { font-size: 14px; font-style: normal; }
.swagger-ui section.models { border-color: var(--line); }
.swagger-ui :focus-visible { outline: 3px solid #e39b2b; outline-offset: 2px; }
@media (max-width: 1100px) { .swagger-ui .wrapper { padding: 0 20px; } }
`.trim();

export const DOCS_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#0b5c7a"/><circle cx="16" cy="16" r="9" fill="none" stroke="#fff" stroke-width="2"/><circle cx="16" cy="16" r="3.5" fill="#e39b2b"/></svg>`;
