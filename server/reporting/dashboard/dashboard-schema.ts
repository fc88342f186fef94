import { Type } from 'typebox'
import { Day, DecimalOutput, Nullable, Strict } from '../../platform/http/fields.ts'
import { text } from '../../platform/text.ts'
import {
  ChangeRate,
  CurrencyShown,
  describeMeasure,
  FIGURES,
  figureProperties,
  measureProperties,
  severalCurrencies,
} from '../figure-schema.ts'
import { scopeProperties } from '../schema.ts'
import { DAY_MEASURES, HOUR_MEASURES } from './dashboard-measures.ts'
import { ALERT_KINDS, type AlertKind } from './read-alerts.ts'
import type { DashboardAnswer } from './report-dashboard.ts'

export const DashboardQuery = Strict({
  date: Type.Optional(
    Day({
      label: text('La date', 'The date'),
      description: text(
        'Le jour d’affaires de chaque magasin\u00a0; le dernier commencé par défaut.',
        'The business day of each store; the latest that has begun by default.',
      ),
    }),
  ),
  store_id: scopeProperties.store_id,
  currency: scopeProperties.currency,
})

const LAST_WEEK = text('Sept jours plus tôt.', 'Seven days earlier.')
const LAST_YEAR = text(
  '364 jours plus tôt\u00a0: le même jour de la semaine.',
  '364 days earlier: the same day of the week.',
)
const figures = measureProperties(DAY_MEASURES, (measure) => {
  const figure = FIGURES[measure.unit]
  return Type.Object(
    {
      value: figure(text('Ce jour-là.', 'On the day.')),
      last_week: figure(LAST_WEEK),
      last_week_change: ChangeRate,
      last_year: figure(LAST_YEAR),
      last_year_change: ChangeRate,
    },
    { 'x-description': describeMeasure(measure) },
  )
})

const ofDay = figureProperties(DAY_MEASURES)
const ofHour = figureProperties(HOUR_MEASURES)
const changes = Type.Object(measureProperties(DAY_MEASURES, () => ChangeRate))
const rank = (fr: string, en: string) => Nullable(Type.Integer({ 'x-description': text(fr, en) }))
const address = (fr: string, en: string) => Type.String({ 'x-description': text(fr, en) })

const block = {
  currency: CurrencyShown,
  figures: Type.Optional(Type.Object(figures)),
  hours: Type.Optional(
    Type.Array(
      Type.Object({
        hour: Type.Integer({ 'x-description': text('À l’horloge du magasin.', 'By the store’s clock.') }),
        label: Type.String(),
        ...ofHour,
        last_week: Type.Object(ofHour, { 'x-description': LAST_WEEK }),
        last_year: Type.Object(ofHour, { 'x-description': LAST_YEAR }),
      }),
    ),
  ),
  stores: Type.Optional(
    Type.Array(
      Type.Object({
        rank: rank(
          'Sa place par chiffre d’affaires\u00a0; null sans vente.',
          'Its place by revenue; null without a sale.',
        ),
        last_week_rank: rank('Sa place sept jours plus tôt.', 'Its place seven days earlier.'),
        key: Type.Integer({ 'x-description': text('Le magasin.', 'The store.') }),
        label: Type.String(),
        share: Nullable(DecimalOutput({ description: text('Part du chiffre d’affaires.', 'Share of the revenue.') })),
        ...ofDay,
        last_week: Type.Object(ofDay, { 'x-description': LAST_WEEK }),
        last_week_change: changes,
        last_year: Type.Object(ofDay, { 'x-description': LAST_YEAR }),
        last_year_change: changes,
        tickets_url: address('Les tickets derrière cette ligne.', 'The tickets behind this row.'),
      }),
    ),
  ),
}

const register = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  kind: Type.Unsafe<'till' | 'virtual'>({ type: 'string', enum: ['till', 'virtual'] }),
  store_id: Type.Integer(),
  store_name: Type.String(),
  state: Type.Unsafe<'open' | 'closed' | null>({
    type: ['string', 'null'],
    enum: ['open', 'closed', null],
    'x-description': text(
      'Le tiroir\u00a0; null pour la caisse virtuelle, qui n’en a pas besoin.',
      'Its drawer; null for the virtual register, which needs none.',
    ),
  }),
  session: Nullable(
    Type.Object({
      id: Type.String(),
      opened_at: Nullable(Type.String()),
      cashier_id: Nullable(Type.Integer({ 'x-description': text('Avec sessions.view.', 'With sessions.view.') })),
      cashier_name: Nullable(
        Type.String({
          'x-description': text(
            'Qui y a pris son tour, sinon qui l’a ouvert.',
            'Who took their turn there, else who opened it.',
          ),
        }),
      ),
      currency: Type.String(),
      expected_cash: Nullable(
        DecimalOutput({
          description: text(
            'Ce que le tiroir doit contenir\u00a0; avec sessions.cash, le comptage étant à l’aveugle.',
            'What the drawer should hold; with sessions.cash, the count being blind.',
          ),
        }),
      ),
      session_url: address('La session.', 'The session.'),
    }),
  ),
  device: Nullable(Type.Object({ id: Type.String(), name: Type.String(), last_seen_at: Nullable(Type.String()) })),
  last_sale: Nullable(
    Type.Object({
      id: Type.String(),
      reference: Type.String(),
      kind: Type.Unsafe<'sale' | 'return'>({ type: 'string', enum: ['sale', 'return'] }),
      occurred_at: Type.String(),
      currency: Type.String(),
      total: DecimalOutput(),
      sale_url: address('Le ticket.', 'The ticket.'),
    }),
  ),
  silent_since: Nullable(
    Type.String({
      'x-description': text(
        'Le dernier signe de vie\u00a0: de l’appareil, d’un ticket ou de l’ouverture.',
        'The last sign of life: of its device, a ticket or the opening.',
      ),
    }),
  ),
})

const kind = Type.Unsafe<AlertKind>({ type: 'string', enum: ALERT_KINDS })
const alerts = Type.Object(
  {
    total: Type.Integer(),
    counts: Type.Object(Object.fromEntries(ALERT_KINDS.map((name) => [name, Type.Integer()]))),
    newest: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind,
        store_id: Type.Integer(),
        store_name: Type.String(),
        variant_id: Type.Integer(),
        product_name: Type.String(),
        variant_name: Type.String(),
        sku: Nullable(Type.String()),
        on_hand: DecimalOutput(),
        opened_at: Type.String(),
      }),
    ),
    alerts_url: address('Toutes les alertes.', 'All alerts.'),
  },
  { 'x-description': text('Avec la permission stock.view.', 'With the permission stock.view.') },
)

export const Dashboard = Type.Unsafe<DashboardAnswer>(
  Type.Object({
    date: Day(),
    last_week: Day(),
    last_year: Day(),
    registers: Type.Array(register),
    alerts: Nullable(alerts),
    ...block,
    currencies: severalCurrencies(block),
  }),
)
