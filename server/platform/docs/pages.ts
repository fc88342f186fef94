/** The languages of the document, as its pages offer them. Scripts stand in files of their own: the policy takes no others. */
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

/** The page's own language, else that of the browser: French when it prefers French. */
const LANGUAGE_OF_PAGE = `const asked = new URLSearchParams(location.search).get('lang')
const language = asked === 'fr' || asked === 'en' ? asked : navigator.language.startsWith('fr') ? 'fr' : 'en'
document.documentElement.lang = language
`

export const REDOC_START = `${LANGUAGE_OF_PAGE}
Redoc.init(
  '/openapi.json?lang=' + language,
  { hideDownloadButton: false, nativeScrollbars: true, requiredPropsFirst: true },
  document.getElementById('redoc'),
)
`

/**
 * Replaces the plugin's own starter: the document in the page's language, a way to the other one, and the token of a
 * login made here taken for the requests that follow.
 */
export const SWAGGER_START = `${LANGUAGE_OF_PAGE}
const other = language === 'fr' ? 'en' : 'fr'
const ui = SwaggerUIBundle({
  url: '/openapi.json?lang=' + language,
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'list',
  filter: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  responseInterceptor(response) {
    const isLogin = /\\/api\\/v1\\/(login|register)$/.test(response.url) && response.ok
    const token = isLogin && response.obj && response.obj.data && response.obj.data.token
    if (token) ui.preauthorizeApiKey('bearer', token)
    return response
  },
})
window.ui = ui

const link = document.createElement('a')
link.className = 'other-language'
link.href = '?lang=' + other
link.hreflang = other
link.lang = other
link.textContent = other === 'fr' ? 'Français' : 'English'
document.body.prepend(link)
`

/** The bar at the top bears the maker's logo and asks for the address of another document, and there is one server: none is of use here. */
export const SWAGGER_STYLE = `.swagger-ui .topbar, .swagger-ui .servers, .swagger-ui .servers-title { display: none }
.swagger-ui .info { margin: 30px 0 }
.other-language { position: absolute; top: 12px; right: 20px; font: 14px sans-serif; z-index: 1 }
`
