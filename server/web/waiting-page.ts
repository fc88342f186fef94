import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf, type Text } from '../platform/text.ts'
import { PAGE_POLICY } from './status-page.ts'

const RELOAD_SECONDS = 1

const words = {
  building: { fr: 'L’application se prépare…', en: 'The application is being prepared…' },
  buildingHint: {
    fr: 'Cela arrive une fois après une installation ou une mise à jour. Cette page se recharge d’elle-même.',
    en: 'This happens once after an installation or an update. This page reloads by itself.',
  },
  failed: { fr: 'L’application n’a pas pu être préparée', en: 'The application could not be prepared' },
  failedHint: {
    fr: 'Le journal des erreurs dit pourquoi. L’API et les caisses ouvertes fonctionnent.',
    en: 'The errors log says why. The API and the tills that are open work.',
  },
  status: { fr: 'Ce qui tourne', en: 'What is running' },
} satisfies Record<string, Text>

/** What stands in the place of the application while it is being built, or when that did not succeed. */
export function sendWaitingPage(request: FastifyRequest, reply: FastifyReply, state: 'building' | 'ready' | 'failed') {
  const language = languageOf(request.headers['accept-language'])
  const isFailed = state === 'failed'
  const say = (key: keyof typeof words) => words[key][language]
  return reply
    .code(503)
    .type('text/html; charset=utf-8')
    .header('retry-after', String(RELOAD_SECONDS))
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .header('content-security-policy', PAGE_POLICY)
    .send(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isFailed ? '' : `<meta http-equiv="refresh" content="${RELOAD_SECONDS}">\n`}<title>Comptoir</title>
<link rel="stylesheet" href="/status.css">
</head>
<body>
<main>
<h1>Comptoir</h1>
<p class="lead" role="status">${say(isFailed ? 'failed' : 'building')}</p>
<p>${say(isFailed ? 'failedHint' : 'buildingHint')}</p>
<p><a href="/status">${say('status')}</a></p>
</main>
</body>
</html>
`)
}
