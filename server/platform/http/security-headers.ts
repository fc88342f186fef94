/**
 * Sent with every answer of the API. Written out rather than computed per request: they never change. The pages of the
 * documentation, which need their own scripts and styles, relax the content policy themselves.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-site',
}
