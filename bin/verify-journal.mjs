#!/usr/bin/env node
// Verifies a journal that Comptoir has exported (GET /api/v1/journal/export), by itself: any Node from 20 on, no package, no
// database, no server. It recomputes everything from the bytes of the file and demands the exact spelling that it would
// write itself, so that no byte can change without its telling.
//
//   node verify-journal.mjs journal.ndjson [--anchor REGISTER:POSITION:HASH]… [--key PUBLIC_KEY_OR_FINGERPRINT]… [--lang fr|en]
//
// Exit status: 0 nothing is wrong, 1 something is, 2 nothing could be verified.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const GENESIS = '0'.repeat(64)
const PROBLEMS_SHOWN = 20
const AMOUNTS = ['gross', 'discounts', 'returns', 'net', 'tax', 'total', 'rounding']
/** What stands before the 32 bytes of an Ed25519 public key in a SubjectPublicKeyInfo (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

// ---------------------------------------------------------------------------------------------------------- words

const WORDS = {
  usage: {
    fr: 'Usage : node verify-journal.mjs FICHIER.ndjson [--anchor CAISSE:POSITION:EMPREINTE]… [--key CLÉ_OU_EMPREINTE]… [--lang fr|en]',
    en: 'Usage: node verify-journal.mjs FILE.ndjson [--anchor REGISTER:POSITION:HASH]… [--key KEY_OR_FINGERPRINT]… [--lang fr|en]',
  },
  unreadable: { fr: 'Le fichier ne peut pas être lu : {0}', en: 'The file cannot be read: {0}' },
  line: { fr: 'ligne {0} : {1}', en: 'line {0}: {1}' },
  more: { fr: '… et {0} autres.', en: '… and {0} more.' },
  spelling: {
    fr: 'cette ligne n’est pas écrite comme Comptoir l’écrit',
    en: 'this line is not written as Comptoir writes it',
  },
  order: { fr: 'une telle ligne ne vient pas ici', en: 'such a line does not come here' },
  cutOff: {
    fr: 'le fichier est coupé : la ligne qui signe les autres manque',
    en: 'the file is cut off: the line that signs the others is missing',
  },
  digest: {
    fr: 'le fichier n’est pas celui qui a été signé : une ligne a été changée, supprimée, ajoutée ou déplacée',
    en: 'the file is not the one that was signed: a line was changed, removed, added or moved',
  },
  signature: { fr: 'la signature n’est pas valable', en: 'the signature is not valid' },
  unknownKey: { fr: 'la clé {0} n’est pas dans le fichier', en: 'the key {0} is not in the file' },
  untrustedKey: {
    fr: 'signé par la clé {0}, qui n’est aucune de celles données avec --key',
    en: 'signed with the key {0}, which is none of those given with --key',
  },
  unsigned: {
    fr: 'caisse {0} : une entrée sans signature, là où toutes en ont une',
    en: 'register {0}: an entry without a signature, where all have one',
  },
  chain: { fr: 'la caisse {0} n’est pas annoncée', en: 'register {0} was not announced' },
  position: {
    fr: 'caisse {0} : position {1} attendue, {2} trouvée',
    en: 'register {0}: position {1} expected, {2} found',
  },
  previous: {
    fr: 'caisse {0}, position {1} : l’empreinte précédente n’est pas celle de l’entrée d’avant',
    en: 'register {0}, position {1}: the previous hash is not that of the entry before',
  },
  hash: {
    fr: 'caisse {0}, position {1} : le contenu ne donne pas l’empreinte inscrite',
    en: 'register {0}, position {1}: the content does not give the hash that is written',
  },
  content: {
    fr: 'caisse {0}, position {1} : le contenu n’a pas la forme d’une entrée à cette place',
    en: 'register {0}, position {1}: the content does not have the form of an entry at this place',
  },
  number: {
    fr: 'caisse {0} : le numéro {1} ne suit pas {2}',
    en: 'register {0}: number {1} does not follow {2}',
  },
  zNumber: { fr: 'caisse {0} : Z {1} attendu, Z {2} trouvé', en: 'register {0}: Z {1} expected, Z {2} found' },
  beginning: {
    fr: 'une chaîne qui commence à la première position ne suit aucune empreinte',
    en: 'a chain that begins at the first position follows no hash',
  },
  chainEnd: {
    fr: 'caisse {0} : la chaîne annoncée va jusqu’à la position {1}, le fichier jusqu’à {2}',
    en: 'register {0}: the chain was announced up to position {1}, the file goes to {2}',
  },
  closingPlace: {
    fr: 'clôture {0} : place, numéro ou période {1} au lieu de {2}',
    en: 'closing {0}: place, number or period {1} instead of {2}',
  },
  closingPrevious: {
    fr: 'clôture {0} : l’empreinte précédente n’est pas celle de la clôture d’avant',
    en: 'closing {0}: the previous hash is not that of the closing before',
  },
  closingHash: {
    fr: 'clôture {0} : le contenu ne donne pas l’empreinte inscrite',
    en: 'closing {0}: the content does not give the hash that is written',
  },
  coverage: {
    fr: 'clôture {0} : la caisse {1} y va de {2} à {3}, le journal de {4} à {5}',
    en: 'closing {0}: register {1} goes from {2} to {3} in it, the journal from {4} to {5}',
  },
  coverageHash: {
    fr: 'clôture {0} : l’empreinte de la caisse {1} n’est pas celle du journal',
    en: 'closing {0}: the hash of register {1} is not the journal’s',
  },
  sums: {
    fr: 'clôture {0} : « {1} » n’est pas la somme recalculée',
    en: 'closing {0}: "{1}" is not the sum recomputed',
  },
  closingsEnd: {
    fr: 'la chaîne des clôtures annoncée va jusqu’à {0}, le fichier jusqu’à {1}',
    en: 'the chain of closings was announced up to {0}, the file goes to {1}',
  },
  anchor: {
    fr: 'ancre {0} : le journal a une autre empreinte à cette position',
    en: 'anchor {0}: the journal has another hash at this position',
  },
  anchorAbsent: {
    fr: 'ancre {0} : cette position n’est pas dans le fichier (il s’arrête avant, ou commence après)',
    en: 'anchor {0}: this position is not in the file (it stops before, or begins after)',
  },
  summary: {
    fr: 'Magasin {0} : {1} entrées de {2} caisses, {3} clôtures, {4} signatures vérifiées.',
    en: 'Store {0}: {1} entries of {2} registers, {3} closings, {4} signatures verified.',
  },
  unsignedCount: {
    fr: '{0} entrées sont d’avant les signatures : seule leur chaîne les protège.',
    en: '{0} entries are older than the signatures: only their chain protects them.',
  },
  partial: {
    fr: 'Le fichier commence après le début du journal : ce qui précède n’est pas vérifié, et {0} clôtures, dont les jours n’y sont pas tous, ne sont pas recalculées.',
    en: 'The file begins after the beginning of the journal: what comes before is not verified, and {0} closings whose days are not all in it are not recomputed.',
  },
  anchors: { fr: 'Ancres vérifiées : {0}.', en: 'Anchors verified: {0}.' },
  tail: {
    fr: 'Ce qui aurait été ôté après la dernière ancre connue ne peut pas se voir. Donnez avec --anchor celles que vous tenez : chaque rapport Z en porte une (`anchor`).',
    en: 'What would have been removed after the last known anchor cannot be seen. Give those that you hold with --anchor: every Z report bears one (`anchor`).',
  },
  ownKeys: {
    fr: 'Sans --key, les clés sont celles du fichier même : qui l’a refait en entier a pu les refaire aussi. Tenez-les d’ailleurs.',
    en: 'Without --key the keys are those of the file itself: whoever made all of it anew could make them anew too. Have them from elsewhere.',
  },
  fine: { fr: 'Rien à redire : le journal est intact.', en: 'Nothing is wrong: the journal is intact.' },
  wrong: { fr: 'Le journal n’est pas intact. Anomalies : {0}.', en: 'The journal is not intact. Problems: {0}.' },
}

const fill = (text, values) => text.replace(/\{(\d)\}/g, (_place, index) => String(values[Number(index)]))

// -------------------------------------------------------------------------------------------------- reading exactly

const INTEGER_OR_TEXT = /"(?:[^"\\]|\\.)*"|-?\d+/g
const INTEGER = /^(?:0|-?[1-9]\d*)$/

/**
 * Reads JSON whose numbers are integers of any size, as BigInt; null unless it is spelled in the one way. A number travels
 * through JSON.parse as a text that begins with a zero byte, which no text of a journal does.
 */
function readExact(text) {
  try {
    const marked = text.replace(INTEGER_OR_TEXT, (part) => (part.startsWith('"') ? part : `"\\u0000${part}"`))
    const isSpelled = { value: true }
    const value = JSON.parse(marked, (_name, inner) => {
      if (typeof inner !== 'string' || inner.charCodeAt(0) !== 0) return inner
      const digits = inner.slice(1)
      if (!INTEGER.test(digits)) isSpelled.value = false
      return INTEGER.test(digits) ? BigInt(digits) : inner
    })
    return isSpelled.value && spell(value) === text ? value : null
  } catch {
    return null
  }
}

function spell(value) {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`
  return JSON.stringify(value)
}

/** A line of the file: plain JSON whose numbers are safe integers, in the one spelling. */
function readLine(text) {
  try {
    const value = JSON.parse(text)
    return JSON.stringify(value) === text ? value : null
  } catch {
    return null
  }
}

/** Keys in the order of their code units, no white space (RFC 8785). */
function canonicalJson(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`
}

const HASH = /^[0-9a-f]{64}$/
const matching = (pattern) => (value) => typeof value === 'string' && pattern.test(value)
const TESTS = {
  integer: (value) => typeof value === 'bigint',
  safe: (value) => Number.isSafeInteger(value) && value >= 0,
  text: (value) => typeof value === 'string',
  uuid: matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  hash: matching(HASH),
  signature: matching(/^[0-9a-f]{128}$/),
  day: matching(/^\d{4}-\d\d-\d\d$/),
  instant: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  minor: matching(INTEGER),
}

/** Whether a value has a form: a name of TESTS (`?` after it: or null), a list of one form, or an array of forms by place. */
function fits(value, form) {
  if (typeof form === 'string') {
    if (form.endsWith('?')) return value === null || TESTS[form.slice(0, -1)](value)
    return TESTS[form](value)
  }
  if (!Array.isArray(form)) return Array.isArray(value) && value.every((item) => fits(item, form.each))
  return Array.isArray(value) && value.length === form.length && form.every((part, index) => fits(value[index], part))
}

/** Whether an object has these keys, in this order, with values of these forms. */
function hasShape(value, shape) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const names = Object.keys(shape)
  return Object.keys(value).join() === names.join() && names.every((name) => fits(value[name], shape[name]))
}

const each = (form) => ({ each: form })
const repeat = (form, count) => Array(count).fill(form)

const LINE_1 = [
  'integer',
  'text',
  'integer?',
  'text?',
  'text',
  ...repeat('integer', 5),
  each(['text', 'integer']),
  'integer',
]
const LINE_2 = [...LINE_1, 'integer', 'integer?', 'integer?']
const TICKET_HEAD = [...repeat('integer', 4), 'text', 'uuid', 'integer', 'integer', 'instant']
const ticketRest = (line) => [
  'text',
  each(line),
  each(['text', 'integer', 'integer', 'integer']),
  each(['text', 'integer', 'integer']),
  'integer',
  'integer',
  'uuid?',
  'hash?',
]
const FORMS = {
  'ticket 1': [...TICKET_HEAD, ...ticketRest(LINE_1)],
  'ticket 2': [...TICKET_HEAD, 'day', ...ticketRest(LINE_2)],
  'session_close 2': [
    ...repeat('integer', 4),
    ...['text', 'uuid', 'integer', 'text', 'instant?', 'instant', 'text', 'integer', 'integer?', 'integer?', 'integer'],
    each(['day', ...repeat('integer', 9)]),
    each(['day', 'text', 'text', 'integer', 'integer', 'integer']),
    each(['text', 'integer']),
    'integer?',
  ],
}

const RANGE = { after: 'safe', hash: 'hash', to: 'safe', head: 'hash' }
const SIGNED = { previous_hash: 'hash', hash: 'hash', key_id: 'safe', signature: 'signature' }
const ENTRY = {
  register_id: 'safe',
  position: 'safe',
  kind: 'text',
  record_id: 'uuid',
  version: 'safe',
  recorded_at: 'instant',
  canonical: 'text',
}
const SHAPES = {
  key: { id: 'safe', public_key: 'hash', created_at: 'instant' },
  entry: { ...ENTRY, ...SIGNED, key_id: 'safe?', signature: 'signature?' },
  oldEntry: { ...ENTRY, business_day: 'day', discounts: 'minor', ...SIGNED, key_id: 'safe?', signature: 'signature?' },
  closing: { position: 'safe', kind: 'text', canonical: 'text', ...SIGNED },
  end: { lines: 'safe', sha256: 'hash', key_id: 'safe', signature: 'signature' },
}

function isHead(head) {
  if (head === null || typeof head !== 'object') return false
  const { closings, chains, ...plain } = head
  const shape = {
    format: 'safe',
    store_id: 'safe',
    register_id: 'safe?',
    time_zone: 'text',
    currency: 'text',
    from: 'day?',
    to: 'day?',
    made_at: 'instant',
  }
  const isWhole = Object.keys(head).join() === [...Object.keys(shape), 'closings', 'chains'].join()
  if (!isWhole || !hasShape(plain, shape) || head.format !== 1) return false
  if (closings !== null && !hasShape(closings, RANGE)) return false
  return Array.isArray(chains) && chains.every((chain) => hasShape(chain, { register_id: 'safe', ...RANGE }))
}

// --------------------------------------------------------------------------------------------------------- sums

const noTotals = () => ({
  tickets: 0n,
  return_tickets: 0n,
  ...Object.fromEntries(AMOUNTS.map((name) => [name, 0n])),
})
const newSums = () => ({ totals: noTotals(), taxes: new Map(), payments: new Map() })

function addTotals(into, from) {
  for (const name of Object.keys(into)) into[name] += BigInt(from[name])
}

function addShare(map, key, share, names) {
  const known = map.get(key)
  if (known === undefined) map.set(key, { ...share })
  else for (const name of names) known[name] += share[name]
}

const addTax = (sums, code, rate, base, amount) =>
  addShare(sums.taxes, `${code}\n${String(rate).padStart(10, '0')}`, { code, rate_ppm: rate, base, amount }, [
    'base',
    'amount',
  ])
const addPayment = (sums, method, count, amount) =>
  addShare(sums.payments, method, { method, count, amount }, ['count', 'amount'])

/** Adds what a ticket says to the sums of its business day. */
function addTicket(sums, content, version, old) {
  const at = version === 1 ? 9 : 10
  const [lines, taxes, payments, total, rounding] = content.slice(at + 1, at + 6)
  const { totals } = sums
  totals[content[4] === 'sale' ? 'tickets' : 'return_tickets'] += 1n
  totals.total += total
  totals.rounding += rounding
  for (const line of lines) {
    const tax = line[10].reduce((sum, [, amount]) => sum + amount, 0n)
    const net = line[11] - tax
    totals.net += net
    totals.tax += tax
    if (line[1] === 'return') totals.returns += net
    else {
      // The first version does not say the discount without tax; its line of the file says the ticket's.
      const discount = version === 1 ? 0n : line[12]
      totals.gross += net + discount
      totals.discounts += discount
    }
  }
  if (version === 1) {
    totals.gross += BigInt(old.discounts)
    totals.discounts += BigInt(old.discounts)
  }
  for (const [code, rate, base, amount] of taxes) addTax(sums, code, rate, base, amount)
  for (const [method, amount, change] of payments) addPayment(sums, method, 1n, amount - change)
}

/** Adds the sums that a closing says; throws where it has not their form. */
function addWritten(sums, { totals, taxes, payments }) {
  addTotals(sums.totals, totals)
  for (const tax of taxes) addTax(sums, tax.code, BigInt(tax.rate_ppm), BigInt(tax.base), BigInt(tax.amount))
  for (const { method, count, amount } of payments) addPayment(sums, method, BigInt(count), BigInt(amount))
}

/** As a closing writes them: counts and rates as numbers, amounts as texts, lists in the order of their keys. */
const writeTotals = (totals) => ({
  tickets: Number(totals.tickets),
  return_tickets: Number(totals.return_tickets),
  ...Object.fromEntries(AMOUNTS.map((name) => [name, String(totals[name])])),
})
const inOrder = (map) => [...map].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value)
const writeSums = ({ totals, taxes, payments }) => ({
  totals: writeTotals(totals),
  taxes: inOrder(taxes).map(({ code, rate_ppm, base, amount }) => ({
    code,
    rate_ppm: Number(rate_ppm),
    base: String(base),
    amount: String(amount),
  })),
  payments: inOrder(payments).map(({ method, count, amount }) => ({
    method,
    count: Number(count),
    amount: String(amount),
  })),
})

function nextDay(day) {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
  return Number.isNaN(next.getTime()) ? '?' : next.toISOString().slice(0, 10)
}

// ------------------------------------------------------------------------------------------------- verifying a file

class Verifier {
  problems = []
  problemCount = 0
  entries = 0
  closings = 0
  signatures = 0
  unsigned = 0
  skippedClosings = 0
  #line = 0
  #digest = createHash('sha256')
  #stage = 'head'
  head = null
  #keys = new Map()
  #chains = new Map()
  #days = new Map()
  #trusted
  #anchors
  anchorsMet = 0
  #closing = null

  constructor({ trusted, anchors }) {
    this.#trusted = trusted
    this.#anchors = anchors
  }

  tell(word, ...values) {
    this.problemCount += 1
    if (this.problems.length < PROBLEMS_SHOWN) this.problems.push({ line: this.#line, word, values })
  }

  /** @param bytes a line without its end */
  add(bytes) {
    this.#line += 1
    const line = this.#decode(bytes)
    const [kind, ...others] = line === null || typeof line !== 'object' ? [] : Object.keys(line)
    if (kind === undefined || others.length > 0 || Array.isArray(line)) this.tell('spelling')
    else this.#dispatch(kind, line[kind])
    if (this.#stage !== 'end') this.#digest.update(bytes).update('\n')
  }

  #decode(bytes) {
    try {
      return readLine(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    } catch {
      return null
    }
  }

  #dispatch(kind, content) {
    const order = {
      head: ['head'],
      key: ['keys'],
      entry: ['keys', 'body'],
      closing: ['keys', 'body'],
      end: ['keys', 'body'],
    }
    if (!order[kind]?.includes(this.#stage)) return this.tell('order')
    if (kind === 'head') return this.#readHead(content)
    if (kind === 'key') return this.#readKey(content)
    this.#stage = kind === 'end' ? 'end' : 'body'
    if (kind === 'entry') return this.#checkEntry(content)
    if (kind === 'closing') return this.#checkClosing(content)
    return this.#checkEnd(content)
  }

  #readHead(head) {
    if (!isHead(head)) return this.tell('spelling')
    this.#stage = 'keys'
    this.head = head
    for (const chain of head.chains) {
      this.#chains.set(chain.register_id, {
        ...chain,
        position: chain.after,
        current: chain.hash,
        covered: chain.after,
      })
      this.#meetAnchor(chain.register_id, chain.after, chain.hash)
    }
    const { closings } = head
    for (const { after, hash } of [...head.chains, ...(closings === null ? [] : [closings])]) {
      if (after === 0 && hash !== GENESIS) this.tell('beginning')
    }
    if (closings === null) return
    const isWhole = closings.after === 0
    this.#closing = {
      position: closings.after,
      current: closings.hash,
      numbers: isWhole ? { day: 0, month: 0, year: 0 } : {},
      perpetual: isWhole ? noTotals() : null,
      lastDay: null,
      parts: { day: [], month: [] },
      isWhole: { day: isWhole, month: isWhole },
    }
  }

  #readKey(key) {
    if (!hasShape(key, SHAPES.key) || this.#keys.has(key.id)) return this.tell('spelling')
    const raw = Buffer.from(key.public_key, 'hex')
    const fingerprint = createHash('sha256').update(raw).digest('hex')
    const isTrusted = this.#trusted.size === 0 || this.#trusted.has(key.public_key) || this.#trusted.has(fingerprint)
    const publicKey = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' })
    this.#keys.set(key.id, { publicKey, isTrusted })
  }

  #checkSignature(of, { key_id, signature }, hash) {
    const key = this.#keys.get(key_id)
    if (key === undefined) return this.tell('unknownKey', key_id)
    if (!key.isTrusted) this.tell('untrustedKey', key_id)
    const isValid = verify(
      null,
      Buffer.from(`comptoir journal ${of}\n${hash}`),
      key.publicKey,
      Buffer.from(signature, 'hex'),
    )
    if (!isValid) this.tell('signature')
    else this.signatures += 1
  }

  #meetAnchor(register, position, hash) {
    for (const anchor of this.#anchors) {
      if (anchor.register !== register || anchor.position !== position) continue
      anchor.isMet = true
      if (anchor.hash === hash) this.anchorsMet += 1
      else this.tell('anchor', anchor.text)
    }
  }

  #checkEntry(entry) {
    const shape = entry?.version === 1 ? SHAPES.oldEntry : SHAPES.entry
    if (!hasShape(entry, shape) || (entry.signature === null) !== (entry.key_id === null)) return this.tell('spelling')
    const { register_id: register, position, previous_hash, hash, canonical } = entry
    const chain = this.#chains.get(register)
    if (chain === undefined) return this.tell('chain', register)
    this.entries += 1
    if (position !== chain.position + 1) this.tell('position', register, chain.position + 1, position)
    if (previous_hash !== chain.current) this.tell('previous', register, position)
    if (sha256(`${previous_hash}\n${canonical}`) !== hash) this.tell('hash', register, position)
    chain.position = position
    chain.current = hash
    if (entry.signature !== null) {
      chain.isSigned = true
      this.#checkSignature('entry', entry, hash)
    } else {
      this.unsigned += 1
      if (chain.isSigned || entry.version > 1) this.tell('unsigned', register)
    }
    this.#meetAnchor(register, position, hash)
    this.#checkContent(entry, chain)
  }

  #checkContent(entry, chain) {
    const { register_id: register, position, kind, version, canonical, record_id } = entry
    const content = readExact(canonical)
    const form = FORMS[`${kind} ${version}`]
    const place = [version, this.head.store_id, register, position]
    const isInPlace =
      form !== undefined &&
      fits(content, form) &&
      place.every((value, index) => content[index] === BigInt(value)) &&
      content[5] === record_id &&
      (kind === 'ticket') === (content[4] !== 'session_close')
    if (!isInPlace) return this.tell('content', register, position)
    if (kind === 'session_close') return this.#checkZ(content[6], register, chain)
    // Series 0 is numbered by the server, in the order of acceptance, together with what is no ticket.
    if (content[6] === 0n) {
      if (chain.number !== undefined && content[7] <= chain.number) {
        this.tell('number', register, content[7], chain.number)
      }
      chain.number = content[7]
    }
    const day = version === 1 ? entry.business_day : content[9]
    if (!this.#days.has(day)) this.#days.set(day, newSums())
    addTicket(this.#days.get(day), content, version, entry)
  }

  /** The first Z of a chain may be any: sessions were closed before the journal held it. */
  #checkZ(number, register, chain) {
    if (chain.z !== undefined && number !== chain.z + 1n) this.tell('zNumber', register, chain.z + 1n, number)
    chain.z = number
  }

  #checkClosing(line) {
    const state = this.#closing
    if (!hasShape(line, SHAPES.closing) || state === null) return this.tell('spelling')
    const { canonical, previous_hash, hash } = line
    const closing = readLine(canonical)
    const name = `${closing?.kind ?? '?'} ${closing?.period ?? '?'}`
    this.closings += 1
    if (previous_hash !== state.current) this.tell('closingPrevious', name)
    if (sha256(`${previous_hash}\n${canonical}`) !== hash) this.tell('closingHash', name)
    this.#checkSignature('closing', line, hash)
    this.#checkPlace(line, closing, name)
    state.position = line.position
    state.current = hash
    try {
      this.#checkContents(closing, canonical, name)
    } catch {
      this.tell('sums', name, 'canonical')
    }
  }

  /** One after the other, numbered without a gap, day after day; a month and a year come with their last day. */
  #checkPlace(line, closing, name) {
    const state = this.#closing
    const { kind } = line
    const number = state.numbers[kind] === undefined ? closing?.number : state.numbers[kind] + 1
    const ofDay = state.lastDay === null ? closing?.period : nextDay(state.lastDay)
    const period = { day: ofDay, month: state.lastDay?.slice(0, 7), year: state.lastDay?.slice(0, 4) }[kind]
    const expected = [this.head.store_id, this.head.currency, state.position + 1, kind, number, period].join(' ')
    const found = [closing?.store_id, closing?.currency, line.position, closing?.kind, closing?.number, closing?.period]
    if (found.join(' ') !== expected || closing?.position !== line.position) {
      this.tell('closingPlace', name, found.join(' '), expected)
    }
    state.numbers[kind] = closing?.number
    if (kind === 'day' && TESTS.day(closing?.period)) state.lastDay = closing.period
  }

  #checkContents(closing, canonical, name) {
    const state = this.#closing
    const made = closing.kind === 'day' ? this.#sumDays() : this.#sumParts(closing)
    if (closing.kind === 'day') {
      this.#checkCoverage(closing, name)
      if (state.perpetual === null) state.perpetual = addedTo(noTotals(), closing.perpetual)
      else addTotals(state.perpetual, made.totals)
      state.parts.day.push(closing)
    }
    if (closing.kind === 'month') state.parts.month.push(closing)
    if (made === null) {
      this.skippedClosings += 1
      return
    }
    const { version, store_id, position, kind, period, number, currency, made_at } = closing
    const head = { version: 1, store_id, position, kind, period, number, currency, made_at }
    const covers = made.covers ?? closing.covers
    const expected = { ...head, ...made, covers, perpetual: writeTotals(state.perpetual) }
    if (canonicalJson(expected) === canonical && version === 1 && TESTS.instant(made_at)) return
    const different = Object.keys(expected).find((key) => canonicalJson(expected[key]) !== canonicalJson(closing[key]))
    this.tell('sums', name, different ?? 'canonical')
    state.perpetual = addedTo(noTotals(), closing.perpetual)
  }

  /** What the entries since the last closing of a day add up to, by business day. */
  #sumDays() {
    const whole = newSums()
    const days = [...this.#days]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([business_day, sums]) => {
        const written = writeSums(sums)
        addWritten(whole, written)
        return { business_day, ...written }
      })
    this.#days.clear()
    return { days, ...writeSums(whole) }
  }

  /** What the closings of its days (of its months, for a year) add up to; null when the file has not all of them. */
  #sumParts({ kind }) {
    const state = this.#closing
    const of = kind === 'month' ? 'day' : 'month'
    const parts = state.parts[of].splice(0)
    const isWhole = state.isWhole[of] || parts[0]?.period.endsWith('-01')
    state.isWhole[of] = true
    if (!isWhole) return null
    const sums = newSums()
    const covers = new Map()
    for (const part of parts) {
      addWritten(sums, part)
      for (const cover of part.covers) {
        covers.set(cover.register_id, { ...cover, from: covers.get(cover.register_id)?.from ?? cover.from })
      }
    }
    const inOrderOfId = [...covers.values()].sort((left, right) => left.register_id - right.register_id)
    return { days: [], covers: inOrderOfId, ...writeSums(sums) }
  }

  /** Every position in exactly one closing: each register goes on where it stopped, up to where the journal stands now. */
  #checkCoverage({ covers }, name) {
    const shape = { from: 'safe', hash: 'hash', register_id: 'safe', to: 'safe' }
    if (!covers.every((cover) => hasShape(cover, shape))) throw new RangeError('not the form of a coverage')
    for (const { register_id: register, from, to, hash } of covers) {
      const chain = this.#chains.get(register)
      if (chain === undefined) {
        this.tell('chain', register)
        continue
      }
      if (from !== chain.covered + 1 || to !== chain.position) {
        this.tell('coverage', name, register, from, to, chain.covered + 1, chain.position)
      } else if (hash !== chain.current) this.tell('coverageHash', name, register)
      // One fault is told once: what follows is held against what this closing says.
      Object.assign(chain, { position: to, current: hash, covered: to })
    }
    for (const [register, chain] of this.#chains) {
      if (chain.covered < chain.position) {
        this.tell('coverage', name, register, '–', '–', chain.covered + 1, chain.position)
        chain.covered = chain.position
      }
    }
  }

  #checkEnd(end) {
    if (!hasShape(end, SHAPES.end)) return this.tell('spelling')
    if (end.lines !== this.#line - 1 || end.sha256 !== this.#digest.digest('hex')) this.tell('digest')
    this.#checkSignature('export', end, end.sha256)
  }

  /** What can be said only once the file has ended. */
  finish() {
    if (this.#stage !== 'end') this.tell('cutOff')
    for (const [register, { position, current, to, head }] of this.#chains) {
      if (position !== to || current !== head) this.tell('chainEnd', register, to, position)
    }
    const { closings } = this.head ?? { closings: null }
    if (closings !== null) {
      const { position, current } = this.#closing
      if (position !== closings.to || current !== closings.head) this.tell('closingsEnd', closings.to, position)
    }
    for (const { isMet, text } of this.#anchors) if (!isMet) this.tell('anchorAbsent', text)
  }

  get isPartial() {
    const { chains, closings } = this.head
    return chains.some(({ after }) => after > 0) || (closings?.after ?? 0) > 0
  }

  get registers() {
    return this.#chains.size
  }
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex')

function addedTo(totals, written) {
  addTotals(totals, written)
  return totals
}

/** Lines as bytes, without their ends; what follows the last end is a line of its own, which none may be. */
async function* linesOf(path) {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(path)) {
    let start = 0
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (let end = bytes.indexOf(10, start); end >= 0; end = bytes.indexOf(10, start)) {
      yield { bytes: bytes.subarray(start, end), isEnded: true }
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (rest.length > 0) yield { bytes: rest, isEnded: false }
}

/** Verifies a file; `problems` of what it answers are empty when nothing is wrong. */
export async function verifyFile(path, { trusted = new Set(), anchors = [] } = {}) {
  const verifier = new Verifier({ trusted, anchors })
  for await (const { bytes, isEnded } of linesOf(path)) {
    verifier.add(bytes)
    if (!isEnded) verifier.tell('cutOff')
    if (verifier.head === null) break
  }
  verifier.finish()
  return verifier
}

// ---------------------------------------------------------------------------------------------------- command line

function readArguments(args) {
  const options = {
    anchor: { type: 'string', multiple: true, default: [] },
    key: { type: 'string', multiple: true, default: [] },
    lang: { type: 'string' },
  }
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const anchors = values.anchor.map((text) => {
    const [register, position, hash, ...others] = text.toLowerCase().split(':')
    if (!/^\d+$/.test(register) || !/^\d+$/.test(position ?? '') || !HASH.test(hash ?? '') || others.length > 0) {
      throw new RangeError(text)
    }
    return { text, register: Number(register), position: Number(position), hash, isMet: false }
  })
  const trusted = new Set(values.key.map((key) => key.toLowerCase()))
  for (const key of trusted) if (!HASH.test(key)) throw new RangeError(key)
  if (positionals.length !== 1) throw new RangeError()
  if (values.lang !== undefined && !['fr', 'en'].includes(values.lang)) throw new RangeError(values.lang)
  return { path: positionals[0], anchors, trusted, language: values.lang }
}

function languageOfTerminal({ LC_ALL, LC_MESSAGES, LANG }) {
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('en') ? 'en' : 'fr'
}

async function main(args) {
  let language = languageOfTerminal(process.env)
  const words = (name, ...values) => fill(WORDS[name][language], values)
  let asked
  try {
    asked = readArguments(args)
  } catch (error) {
    console.error(`${words('usage')}\n${error.message}`.trimEnd())
    return 2
  }
  language = asked.language ?? language
  let verifier
  try {
    verifier = await verifyFile(asked.path, asked)
  } catch (error) {
    console.error(words('unreadable', error.message))
    return 2
  }
  for (const { line, word, values } of verifier.problems) console.log(words('line', line, words(word, ...values)))
  const hidden = verifier.problemCount - verifier.problems.length
  if (hidden > 0) console.log(words('more', hidden))
  if (verifier.head !== null) sumUp(verifier, asked, words)
  console.log(verifier.problemCount === 0 ? words('fine') : words('wrong', verifier.problemCount))
  return verifier.problemCount === 0 ? 0 : 1
}

function sumUp(verifier, { anchors, trusted }, words) {
  const { head, entries, registers, closings, signatures, unsigned, skippedClosings } = verifier
  console.log(words('summary', head.store_id, entries, registers, closings, signatures))
  if (unsigned > 0) console.log(words('unsignedCount', unsigned))
  if (verifier.isPartial) console.log(words('partial', skippedClosings))
  if (anchors.length > 0) console.log(words('anchors', verifier.anchorsMet))
  console.log(words('tail'))
  if (trusted.size === 0) console.log(words('ownKeys'))
}

const isCommand = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
if (isCommand) process.exitCode = await main(process.argv.slice(2))
