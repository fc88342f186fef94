import { Type } from 'typebox'
import { type CachePolicy, type Route, read, write } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { storesErrors } from '../errors.ts'
import { createTaxClass } from './create-tax-class.ts'
import { createTaxZone } from './create-tax-zone.ts'
import { deleteTaxClass, type TaxClassGuard } from './delete-tax-class.ts'
import { deleteTaxZone } from './delete-tax-zone.ts'
import { getTaxClass, getTaxZone, listTaxClasses, listTaxZones } from './select-tax-rules.ts'
import {
  ClassParams,
  TaxClass,
  TaxClassCreate,
  TaxClassUpdate,
  TaxZone,
  TaxZoneCreate,
  TaxZoneUpdate,
  ZoneParams,
} from './tax-schema.ts'
import { updateTaxClass } from './update-tax-class.ts'
import { updateTaxZone } from './update-tax-zone.ts'

/** Sales learn of new rates as pages do: at once here, within a second in the other instances. */
const STORES = ['stores'] as const
const CACHED: CachePolicy = { namespaces: STORES, time: 'stores' }
const UPDATE_METHODS = ['PUT', 'PATCH'] as const

/** Tax rules are the chain's: everybody who sees stores reads them, the head office changes them. */
export const createTaxTable = (guards: readonly TaxClassGuard[]): readonly Route[] => [
  ...ZONE_ROUTES,
  ...classRoutes(guards),
]

const ZONE_ROUTES: readonly Route[] = [
  read({
    path: '/tax-zones',
    operation: 'listTaxZones',
    tag: 'taxes',
    summary: text('Lister les zones de taxes', 'List tax zones'),
    description: text(
      'Chacune avec ses taxes, leurs taux en pour cent du prix hors taxes, et ce que porte chaque classe.',
      'Each with its taxes, their rates in per cent of the price without tax, and what every class bears.',
    ),
    access: 'stores.view',
    response: Type.Array(TaxZone),
    cache: CACHED,
    run: async ({ sql, request }) => ({ data: await listTaxZones(sql, request.language) }),
  }),
  write({
    method: 'POST',
    path: '/tax-zones',
    operation: 'createTaxZone',
    tag: 'taxes',
    summary: text('Définir une zone de taxes', 'Define a tax zone'),
    description: text(
      'Les articles ordinaires (classe `standard`) portent toutes les taxes de la zone si `classes` ne dit rien d’eux\u00a0; une classe non nommée est taxée comme eux, sauf si elle n’est taxée nulle part.',
      'Ordinary articles (class `standard`) bear all taxes of the zone unless `classes` says otherwise; a class that is not named is taxed as they are, unless it is taxed nowhere.',
    ),
    access: 'settings.manage',
    body: TaxZoneCreate,
    response: TaxZone,
    status: 201,
    message: text('Zone de taxes créée avec succès.', 'Tax zone created.'),
    errors: [storesErrors.tax_zone_code_taken],
    touches: STORES,
    run: async ({ tx, actor, body, request }) => {
      await createTaxZone(tx, actor, body)
      return { data: await getTaxZone(tx, request.language, body.code) }
    },
  }),
  read({
    path: '/tax-zones/:code',
    operation: 'getTaxZone',
    tag: 'taxes',
    summary: text('Lire une zone de taxes', 'Read a tax zone'),
    description: text('Par son code, comme `QC`.', 'By its code, such as `QC`.'),
    access: 'stores.view',
    params: ZoneParams,
    response: TaxZone,
    cache: CACHED,
    run: async ({ sql, params, request }) => ({ data: await getTaxZone(sql, request.language, params.code) }),
  }),
  ...UPDATE_METHODS.map((method) =>
    write({
      method,
      path: '/tax-zones/:code',
      operation: method === 'PUT' ? 'replaceTaxZone' : 'updateTaxZone',
      tag: 'taxes',
      summary: text('Modifier une zone de taxes', 'Change a tax zone'),
      description: text(
        'Seuls les champs donnés changent\u00a0; `taxes` est la liste entière. Les ventes suivent aussitôt, les tickets enregistrés gardent leurs taux. Une nouvelle taxe ne touche aucune classe avant que `classes` le dise, et aucune classe ne perd sa dernière taxe sans être nommée.',
        'Only the fields that are given change; `taxes` is the whole list. Sales follow at once, recorded tickets keep their rates. A new tax falls on no class until `classes` says so, and no class loses its last tax without being named.',
      ),
      access: 'settings.manage',
      params: ZoneParams,
      body: TaxZoneUpdate,
      response: TaxZone,
      message: text('Zone de taxes modifiée avec succès.', 'Tax zone changed.'),
      touches: STORES,
      run: async ({ tx, actor, params, body, request }) => {
        await updateTaxZone(tx, actor, params.code, body)
        return { data: await getTaxZone(tx, request.language, params.code) }
      },
    }),
  ),
  write({
    method: 'DELETE',
    path: '/tax-zones/:code',
    operation: 'deleteTaxZone',
    tag: 'taxes',
    summary: text('Supprimer une zone de taxes', 'Delete a tax zone'),
    description: text(
      'Refusé tant qu’un magasin, même supprimé, s’y trouve. Les zones données au départ ne reviennent pas d’elles-mêmes.',
      'Refused while a store is in it, even a deleted one. The zones given at the start do not come back by themselves.',
    ),
    access: 'settings.manage',
    params: ZoneParams,
    response: Type.Null(),
    message: text('Zone de taxes supprimée avec succès.', 'Tax zone deleted.'),
    errors: [storesErrors.tax_zone_in_use],
    touches: STORES,
    run: async ({ tx, actor, params }) => {
      await deleteTaxZone(tx, actor, params.code)
      return { data: null }
    },
  }),
]

const classRoutes = (guards: readonly TaxClassGuard[]): Route[] => [
  read({
    path: '/tax-classes',
    operation: 'listTaxClasses',
    tag: 'taxes',
    summary: text('Lister les classes de taxes', 'List tax classes'),
    description: text(
      'Celles que peut avoir un article, chacune avec ce qu’elle porte dans chaque zone.',
      'Those that an article may have, each with what it bears in every zone.',
    ),
    access: 'stores.view',
    response: Type.Array(TaxClass),
    cache: CACHED,
    run: async ({ sql, request }) => ({ data: await listTaxClasses(sql, request.language) }),
  }),
  write({
    method: 'POST',
    path: '/tax-classes',
    operation: 'createTaxClass',
    tag: 'taxes',
    summary: text('Définir une classe de taxes', 'Define a tax class'),
    description: text(
      'Elle est celle de la chaîne\u00a0; dans une zone que `zones` ne nomme pas, elle porte ce que portent les articles ordinaires.',
      'It is the chain’s; in a zone that `zones` does not name it bears what ordinary articles bear.',
    ),
    access: 'settings.manage',
    body: TaxClassCreate,
    response: TaxClass,
    status: 201,
    message: text('Classe de taxes créée avec succès.', 'Tax class created.'),
    errors: [storesErrors.tax_class_code_taken],
    touches: STORES,
    run: async ({ tx, actor, body, request }) => {
      await createTaxClass(tx, actor, body)
      return { data: await getTaxClass(tx, request.language, body.code) }
    },
  }),
  ...oneClassRoutes(guards),
]

const oneClassRoutes = (guards: readonly TaxClassGuard[]): Route[] => [
  read({
    path: '/tax-classes/:code',
    operation: 'getTaxClass',
    tag: 'taxes',
    summary: text('Lire une classe de taxes', 'Read a tax class'),
    description: text('Par son code, comme `standard`.', 'By its code, such as `standard`.'),
    access: 'stores.view',
    params: ClassParams,
    response: TaxClass,
    cache: CACHED,
    run: async ({ sql, params, request }) => ({ data: await getTaxClass(sql, request.language, params.code) }),
  }),
  ...UPDATE_METHODS.map((method) =>
    write({
      method,
      path: '/tax-classes/:code',
      operation: method === 'PUT' ? 'replaceTaxClass' : 'updateTaxClass',
      tag: 'taxes',
      summary: text('Modifier une classe de taxes', 'Change a tax class'),
      description: text(
        'Seuls les champs donnés changent\u00a0; dans une zone que `zones` ne nomme pas, rien ne change.',
        'Only the fields that are given change; in a zone that `zones` does not name, nothing does.',
      ),
      access: 'settings.manage',
      params: ClassParams,
      body: TaxClassUpdate,
      response: TaxClass,
      message: text('Classe de taxes modifiée avec succès.', 'Tax class changed.'),
      touches: STORES,
      run: async ({ tx, actor, params, body, request }) => {
        await updateTaxClass(tx, actor, params.code, body)
        return { data: await getTaxClass(tx, request.language, params.code) }
      },
    }),
  ),
  write({
    method: 'DELETE',
    path: '/tax-classes/:code',
    operation: 'deleteTaxClass',
    tag: 'taxes',
    summary: text('Supprimer une classe de taxes', 'Delete a tax class'),
    description: text(
      'Refusé tant que des produits, des consignes ou des écofrais la portent, même ceux de produits supprimés\u00a0; `standard` reste toujours.',
      'Refused while products, deposits or eco-fees have it, even those of deleted products; `standard` always stays.',
    ),
    access: 'settings.manage',
    params: ClassParams,
    response: Type.Null(),
    message: text('Classe de taxes supprimée avec succès.', 'Tax class deleted.'),
    errors: [storesErrors.tax_class_in_use, storesErrors.tax_class_is_built_in],
    touches: STORES,
    run: async ({ tx, actor, params }) => {
      await deleteTaxClass(tx, actor, params.code, guards)
      return { data: null }
    },
  }),
]
