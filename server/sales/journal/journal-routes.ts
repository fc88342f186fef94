import { Type } from 'typebox'
import { platformErrors } from '../../platform/errors.ts'
import { type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { exportJournal } from './export-journal.ts'
import { Closing, ClosingList, Entry, EntryList, JournalExport, JournalKeyItem } from './journal-schema.ts'
import type { JournalSigner } from './journal-signer.ts'
import { listClosings } from './list-closings.ts'
import { listEntries } from './list-entries.ts'
import { listKeys } from './list-keys.ts'

const JOURNAL = 'journal'
const VIEW = 'journal.view'

/** What an auditor reads: the chain of each register, the closings of each store, the keys, and all of it in one file. */
export const createJournalRoutes = (signer: JournalSigner): readonly Route[] => [
  read({
    path: '/journal',
    operation: 'listJournal',
    tag: JOURNAL,
    summary: text('Lire le journal d’une caisse', 'Read the journal of a register'),
    description: text(
      'Les tickets d’une caisse et les fermetures de ses sessions, dans l’ordre où ils furent acceptés\u00a0: chaque entrée tient l’empreinte de la précédente et porte une signature (aucune avant qu’il y ait des clés). 404 pour une caisse d’un magasin où l’on n’agit pas.',
      'The tickets of a register and the closings of its sessions, in the order of acceptance: each entry holds the hash of the one before it and bears a signature (none before there were keys). 404 for a register of a store in which one does not act.',
    ),
    access: VIEW,
    errors: [platformErrors.not_found],
    query: EntryList,
    response: Type.Array(Type.Partial(Entry)),
    run: ({ sql, actor, query }) => listEntries(sql, actor, query),
  }),
  read({
    path: '/journal/closings',
    operation: 'listJournalClosings',
    tag: JOURNAL,
    summary: text('Lister les clôtures', 'List closings'),
    description: text(
      'Les clôtures journalières, mensuelles et annuelles de chaque magasin, faites après minuit. Une journée couvre ce que les caisses ont accepté depuis la précédente, par position\u00a0; un ticket tardif est donc dans une seule clôture, sous son propre jour d’affaires, et rien n’est rouvert. `perpetual` est la somme depuis la première, jamais remise à zéro. Montants dans la devise du magasin, hors taxes avant `tax`, retours négatifs. `from` et `to` bornent la période entière. 404 pour un magasin où l’on n’agit pas.',
      'The closings of each store by day, month and year, made after midnight. A day covers what the registers have accepted since the one before it, by position; so a late ticket is in one closing, under its own business day, and nothing is opened again. `perpetual` is the sum since the first, never reset. Amounts in the store’s currency, without tax before `tax`, returns negative. `from` and `to` bound the whole period. 404 for a store in which one does not act.',
    ),
    access: VIEW,
    errors: [platformErrors.not_found],
    query: ClosingList,
    response: Type.Array(Type.Partial(Closing)),
    run: ({ sql, actor, query }) => listClosings(sql, actor, query),
  }),
  read({
    path: '/journal/keys',
    operation: 'listJournalKeys',
    tag: JOURNAL,
    summary: text('Lire les clés publiques du journal', 'Read the journal’s public keys'),
    description: text(
      'Toutes les clés qui ont signé, la plus ancienne d’abord. Qui vérifie un fichier les tient d’ici plutôt que du fichier\u00a0: `--key` prend la clé ou son empreinte.',
      'Every key that has signed, the oldest first. Whoever verifies a file takes them from here rather than from the file: `--key` takes the key or its fingerprint.',
    ),
    access: VIEW,
    response: Type.Array(JournalKeyItem),
    run: async ({ sql }) => {
      // The one that will sign the next entry is among them.
      await signer.key()
      return { data: await listKeys(sql) }
    },
  }),
  read({
    path: '/journal/export',
    operation: 'exportJournal',
    tag: JOURNAL,
    summary: text('Exporter le journal', 'Export the journal'),
    description: text(
      'Le journal d’un magasin (`store_id`, avec ses clôtures) ou d’une caisse (`register_id`), d’un seul instant, une ligne JSON par entrée, avec les clés publiques\u00a0; la dernière ligne signe toutes les autres. `bin/verify-journal.mjs` le vérifie seul, sans le serveur. `from` et `to` bornent les jours où le magasin a accepté. 404 pour un magasin où l’on n’agit pas.',
      'The journal of a store (`store_id`, with its closings) or of a register (`register_id`), all of one moment, a line of JSON per entry, with the public keys; the last line signs all the others. `bin/verify-journal.mjs` verifies it by itself, without the server. `from` and `to` bound the days on which the store accepted. 404 for a store in which one does not act.',
    ),
    access: VIEW,
    importance: 'reports',
    limit: 'costly',
    errors: [platformErrors.not_found],
    query: JournalExport,
    response: Type.Any(),
    contentTypes: ['application/x-ndjson'],
    run: async ({ sql, actor, query }) => exportJournal(sql, actor, query, await signer.key()),
  }),
]
