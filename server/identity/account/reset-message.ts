import { escapeHtml } from '../../platform/escape-html.ts'
import { fill, type Language, text } from '../../platform/text.ts'

export type ResetFacts = { readonly name: string; readonly code: string; readonly chain: string }

/** The message that brings a code with which a person chooses another password, in their language. */
export function resetMessage(language: Language, facts: ResetFacts) {
  const lines = PARAGRAPHS.map((paragraph) => fill(paragraph, facts)[language])
  const safe = {
    name: escapeHtml(facts.name),
    code: `<b>${escapeHtml(facts.code)}</b>`,
    chain: escapeHtml(facts.chain),
  }
  const paragraphs = PARAGRAPHS.map((paragraph) => `<p>${fill(paragraph, safe)[language]}</p>`)
  return {
    subject: fill(SUBJECT, facts)[language],
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="${language}"><body>\n${paragraphs.join('\n')}\n</body></html>\n`,
  }
}

const SUBJECT = text('{chain} : choisir un nouveau mot de passe', '{chain}: choose a new password')

const PARAGRAPHS = [
  text('Bonjour {name},', 'Hello {name},'),
  text(
    'Quelqu’un, sans doute vous, a demandé à choisir un nouveau mot de passe pour votre compte chez {chain}. Voici le code à donner, avec votre nouveau mot de passe, là où vous l’avez demandé (un programme l’envoie à POST /api/v1/password/reset, comme `token`)\u00a0:',
    'Somebody, probably you, asked to choose a new password for your account at {chain}. Here is the code to give, with your new password, where you asked for it (a program sends it to POST /api/v1/password/reset, as `token`):',
  ),
  text('{code}', '{code}'),
  text(
    'Il sert une seule fois, pendant une heure ; seul le dernier code envoyé compte.',
    'It serves once, within one hour; only the last code that was sent counts.',
  ),
  text(
    'Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.',
    'If you did not ask, do nothing: your password stays the same.',
  ),
]
