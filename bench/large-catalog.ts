import { type Sql, type Tx, withTransaction } from '../server/platform/database/connect.ts'

export const VARIANTS_EACH = 3
export const CATEGORIES = 240

/** What names are made of. A word is met in a few hundredths of the names, a brand in a few thousandths. */
const KINDS = `Fromage Camembert Beurre Yaourt Crème Lait Pain Baguette Brioche Biscuit Gâteau Tarte Chocolat Confiture Miel
Café Thé Infusion Jus Sirop Limonade Bière Cidre Vin Vinaigre Huile Moutarde Mayonnaise Ketchup Sauce Soupe Bouillon Riz
Pâtes Semoule Lentilles Haricots Petits-pois Maïs Tomates Carottes Poireaux Courgettes Aubergines Champignons Olives
Cornichons Thon Saumon Sardines Maquereaux Crevettes Jambon Saucisson Poulet Dinde Bœuf Veau Agneau Canard Terrine
Rillettes Quiche Pizza Galette Crêpes Céréales Muesli Compote Sorbet Glace Bonbons Caramels Nougat Chips Noisettes
Amandes Pistaches Noix Raisins Abricots Pruneaux Dattes Figues Savon Shampoing Dentifrice Lessive Éponge Bougie Chemise
Pantalon Chaussettes Écharpe Bonnet Gants Chaussures Tablier Nappe Serviette Oreiller Couverture Lampe Cadre Vase`
const QUALITIES = `bio nature doux fort fumé salé sucré allégé entier demi-écrémé artisanal fermier maison ancien frais sec
grillé rôti mariné épicé relevé vert rouge blanc noir rosé doré croustillant moelleux fondant onctueux léger extra fin
familial individuel gourmand traditionnel végétal complet`
const ORIGINS = `de Normandie|de Bretagne|de Savoie|du Périgord|de Provence|d’Alsace|du Jura|d’Auvergne|de Gascogne|des Landes|
du Québec|de l’Île d’Orléans|de Charlevoix|de la Beauce|à l’huile d’olive|au lait cru|au miel|aux noix|aux herbes|à l’ail|
au citron|à la vanille|au caramel|aux fruits rouges|à la fleur de sel|sans sucre ajouté|sans gluten|façon grand-mère|
pour toute la famille|édition limitée`
const SYLLABLES =
  'ba be bo ca co da de do fa fe fi ga go la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se so ta te ti to va ve vi vo'

const BRANCHES = `Crèmerie|Boulangerie|Épicerie salée|Épicerie sucrée|Boissons|Boucherie|Poissonnerie|Fruits et légumes|Hygiène|
Maison|Vêtements|Surgelés`

const AUDITED = ['product_categories', 'products', 'product_variants', 'variant_barcodes', 'product_stores']

const list = (words: string, separator: RegExp): string[] =>
  words
    .split(separator)
    .map((word) => word.trim())
    .filter(Boolean)

/**
 * A catalogue of any size, the same in every run: products in two levels of categories, three variants each with SKU
 * and GTIN, one product in ten for some of the stores only. Stores must stand.
 */
export async function makeLargeCatalog(sql: Sql, products: number): Promise<void> {
  await withTransaction(sql, {}, async (tx) => {
    // The log of a catalogue that nobody made says nothing, and costs as much as the catalogue.
    for (const table of AUDITED) await tx`alter table ${tx(table)} disable trigger audit_insert`
    await insertCatalog(tx, products)
    for (const table of AUDITED) await tx`alter table ${tx(table)} enable trigger audit_insert`
  })
  await settle(sql)
}

/**
 * Statistics, and pages marked as seen by all, without which no index can answer alone. A transaction of somebody else in
 * this database, be it an automatic vacuum, keeps them from being marked.
 */
async function settle(sql: Sql): Promise<void> {
  for (;;) {
    await sql`
      vacuum analyze products, product_search, product_words, product_counts, product_variants, variant_barcodes,
        product_stores, product_categories, stock_levels`
    const [row] = await sql<{ is_settled: boolean }[]>`
      select bool_and(relallvisible >= relpages) as is_settled from pg_class
      where oid = any(array['product_search', 'product_stores', 'product_variants']::regclass[])`
    if (row?.is_settled) return
  }
}

async function insertCatalog(sql: Tx, products: number): Promise<void> {
  await sql`
    insert into product_categories (id, name, parent_id)
    select n, branches[1 + n % top.many] || case when n > top.many then ' ' || qualities[n / top.many] else '' end,
      case when n > top.many then 1 + (n - 1) % top.many end
    from (select ${list(BRANCHES, /\|/)}::text[] as branches, ${list(QUALITIES, /\s+/)}::text[] as qualities) words
    cross join lateral (select cardinality(branches) as many) top
    cross join generate_series(1, ${CATEGORIES}::int) n
    order by n`
  // A number that looks drawn: the hash of another, without its sign.
  await sql`
    create function drawn(seed int, salt int, modulus int) returns int language sql immutable parallel safe
    as $$ select 1 + abs(hashint4(seed # (salt * 7919)) % modulus) $$`
  await sql`
    insert into products (id, name, slug, description, category_id, tax_class, vendor, tags, is_active, is_featured,
      sold_everywhere, external_id, created_at)
    select n,
      words.kinds[drawn(n, 1, cardinality(words.kinds))] || ' ' || words.qualities[drawn(n, 2, cardinality(words.qualities))]
        || ' ' || brand.name || ' ' || words.origins[drawn(n, 3, cardinality(words.origins))] || ' ' || drawn(n, 4, 20) * 50 || ' g',
      'article-' || n,
      'Un produit ' || words.qualities[drawn(n, 5, cardinality(words.qualities))] || ' choisi par ' || brand.name || '.',
      drawn(n, 6, ${CATEGORIES}::int), case when n % 10 = 0 then 'exempt' else 'standard' end, brand.name,
      array['lot-' || drawn(n, 7, 500), 'saison-' || drawn(n, 8, 4)], n % 20 <> 0, n % 50 = 0,
      n % 10 <> 0, 'ext-' || n,
      timestamptz '2026-01-01' + n * interval '1 minute'
    from generate_series(1, ${products}::int) n
    cross join (select ${list(KINDS, /\s+/)}::text[] as kinds, ${list(QUALITIES, /\s+/)}::text[] as qualities,
      ${list(ORIGINS, /\|/)}::text[] as origins, ${list(SYLLABLES, /\s+/)}::text[] as syllables) words
    cross join lateral (
      select initcap(string_agg(words.syllables[drawn(drawn(n, 9, 400) * 8 + place, 10, cardinality(words.syllables))], '' order by place)) as name
      from generate_series(1, 3) place) brand`
  await sql`
    insert into product_variants (id, product_id, name, sku, price, cost, position, external_id)
    select (n - 1) * ${VARIANTS_EACH}::int + size, n, (array['Petit', 'Moyen', 'Grand'])[size],
      'SKU-' || lpad(((n - 1) * ${VARIANTS_EACH}::int + size)::text, 7, '0'),
      (drawn(n, 11, 6000) + size * 150) / 100.0, drawn(n, 11, 6000) / 200.0, size, 'ext-' || n || '-' || size
    from generate_series(1, ${products}::int) n cross join generate_series(1, ${VARIANTS_EACH}::int) size`
  await sql`
    insert into variant_barcodes (variant_id, code, type)
    select id, digits || (10 - (
      select sum(substr(digits, place, 1)::int * case when place % 2 = 0 then 3 else 1 end) from generate_series(1, 12) place
    ) % 10) % 10, 'gtin'
    from product_variants cross join lateral (select '30' || lpad((id * 7)::text, 10, '0') as digits) code`
  await sql`
    insert into product_stores (product_id, store_id)
    select distinct n, (select min(id) from stores) - 1 + drawn(n, 12 + place, (select count(*)::int from stores))
    from generate_series(10, ${products}::int, 10) n cross join generate_series(1, 5) place`
  await sql`drop function drawn`
  await sql`
    insert into stock_levels (store_id, variant_id, on_hand)
    select (select min(id) from stores) + v.id % (select count(*) from stores), v.id, v.id % 9 from product_variants v`
}
