import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printedRegistration, readRegistration } from './registrations.ts'

// Kind, as written, as kept (null: refused), as printed in French.
const GOLDEN: readonly [kind: string, written: string, kept: string | null, printed?: string][] = [
  ['TPS', '123456789 RT0001', '123456789 RT0001', 'TPS 123456789 RT0001'],
  ['TPS', '123 456 789 rt 0001', '123456789 RT0001'],
  ['TPS', '12345678 RT0001', null],
  ['TVH', '123456789RT0002', '123456789 RT0002', 'TVH 123456789 RT0002'],
  ['TVQ', '1234567890TQ0001', '1234567890 TQ0001', 'TVQ 1234567890 TQ0001'],
  ['TVQ', '1234567890 RT0001', null],
  ['NEQ', '1140000001', '1140000001', 'NEQ 1140000001'],
  ['SIREN', '732 829 320', '732829320', 'SIREN 732 829 320'],
  ['SIREN', '732829321', null],
  ['SIRET', '732 829 320 00074', '73282932000074', 'SIRET 732 829 320 00074'],
  ['SIRET', '73282932000075', null],
  ['SIRET', '356 000 000 00051', '35600000000051', 'SIRET 356 000 000 00051'],
  ['TVA', 'fr 44 732829320', 'FR44732829320', 'N° TVA FR 44 732829320'],
  ['TVA', 'FR45732829320', null],
  ['TVA', 'FRAB732829320', 'FRAB732829320'],
  ['TVA', 'BE0477472701', 'BE0477472701', 'N° TVA BE0477472701'],
  ['TVA', '0477472701', null],
  ['RCS', 'Paris B 732 829 320', 'Paris B 732 829 320', 'RCS Paris B 732 829 320'],
  ['constructor', 'x', 'x', 'constructor x'],
]

test('numbers of registers, as written, kept and printed', () => {
  for (const [kind, written, kept, printed] of GOLDEN) {
    assert.equal(readRegistration({ kind, number: written }), kept, `${kind} ${written}`)
    if (kept === null || printed === undefined) continue
    const { name, number } = printedRegistration({ kind, number: kept })
    assert.equal(`${name.fr} ${number}`.replaceAll('\u00a0', ' '), printed)
  }
  assert.equal(printedRegistration({ kind: 'TPS', number: '1' }).name.en, 'GST')
})
