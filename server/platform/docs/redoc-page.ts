/** Scripts and styles stand in files of their own, so that the page's policy can refuse every inline script. */
export const REDOC_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Comptoir – API</title>
    <link rel="icon" href="data:,">
    <style>body { margin: 0 }</style>
  </head>
  <body>
    <div id="redoc"></div>
    <script src="/redoc/redoc.standalone.js"></script>
    <script src="/redoc/start.js"></script>
  </body>
</html>
`

export const REDOC_START = `Redoc.init(
  '/openapi.json',
  { hideDownloadButton: false, nativeScrollbars: true, requiredPropsFirst: true },
  document.getElementById('redoc'),
)
`
