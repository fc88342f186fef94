/** The style sheet of the web port's page: one column, the system's typefaces, light or dark as the reader prefers. */
export const STYLE_SHEET = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7;
  --ink: #22262a;
  --soft: #5c646c;
  --line: #dcd8cf;
  --accent: #0b5d4e;
  --alarm: #a1260d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191c;
    --ink: #e8e6e1;
    --soft: #a4abb2;
    --line: #343a40;
    --accent: #6fd3bd;
    --alarm: #ff9b84;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif;
}
main, footer { max-width: 38rem; margin: 0 auto; padding: 0 1.5rem; }
main { padding-top: clamp(2rem, 8vh, 5rem); }
h1 {
  margin: 0;
  font: 600 clamp(2.25rem, 7vw, 3.25rem)/1.1 Georgia, "Iowan Old Style", "Noto Serif", serif;
  letter-spacing: -0.01em;
}
.lead { margin: 0.5rem 0 0; color: var(--soft); font-size: 1.1875rem; text-wrap: balance; }
h2 { margin: 2.75rem 0 0.5rem; font-size: 1rem; font-weight: 650; }
dl { margin: 0; border-top: 1px solid var(--line); }
dl div {
  display: flex;
  justify-content: space-between;
  gap: 0 1rem;
  padding: 0.6rem 0;
  border-bottom: 1px solid var(--line);
}
dd { margin: 0; flex: none; }
small { white-space: nowrap; color: var(--soft); font-variant-numeric: tabular-nums; }
.up { color: var(--accent); }
.off { color: var(--soft); }
.down, .hint { color: var(--alarm); }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: 0.3rem 0; }
a { color: var(--accent); text-underline-offset: 0.18em; }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 3px; border-radius: 2px; }
footer { padding-top: 3rem; padding-bottom: 2.5rem; }
`
