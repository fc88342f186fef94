import { type Text, text } from '../text.ts'

/** The groups of the operations, in the order in which somebody who starts needs them; the pages follow it. */
export const TAGS: readonly { name: string; description: Text }[] = [
  {
    name: 'identity',
    description: text('Se connecter, se déconnecter\u00a0; qui l’on est.', 'Signing in and out; who one is.'),
  },
  { name: 'tokens', description: text('Les jetons des programmes.', 'Tokens for programs.') },
  {
    name: 'sales',
    description: text('Les tickets\u00a0: ventes, retours, reçus.', 'Tickets: sales, returns, receipts.'),
  },
  {
    name: 'approvals',
    description: text(
      'Ce que d’autres approuvent par NIP, au-delà des droits de qui vend.',
      'What others approve by PIN, beyond the rights of who sells.',
    ),
  },
  {
    name: 'parked-sales',
    description: text('Les tickets en attente, sous un nom.', 'Tickets that wait, under a name.'),
  },
  {
    name: 'customers',
    description: text(
      'Les clients de la chaîne\u00a0: historique, crédit en magasin, exonération, vie privée.',
      'The chain’s customers: history, store credit, exemption, privacy.',
    ),
  },
  {
    name: 'sessions',
    description: text(
      'Les sessions de caisse\u00a0: fond, mouvements d’espèces, comptage, rapports X et Z.',
      'Drawer sessions: float, cash movements, count, X and Z reports.',
    ),
  },
  {
    name: 'journal',
    description: text(
      'Le journal signé des caisses, ses clôtures et son export pour qui vérifie.',
      'The signed journal of the registers, its closings, and its export for whoever verifies.',
    ),
  },
  {
    name: 'till-feed',
    description: text(
      'Ce qu’une caisse copie pour vendre sans réseau, et ses changements.',
      'What a till copies to sell without a network, and its changes.',
    ),
  },
  { name: 'products', description: text('Le catalogue.', 'The catalogue.') },
  {
    name: 'product-variants',
    description: text('Ce qui se vend\u00a0: prix, UGS, codes-barres.', 'What is sold: price, SKU, barcodes.'),
  },
  {
    name: 'product-options',
    description: text('Tailles, couleurs, et leurs valeurs.', 'Sizes, colours, and their values.'),
  },
  {
    name: 'files',
    description: text(
      'Les images, aux adresses que les galeries donnent.',
      'Pictures, by the addresses that galleries give.',
    ),
  },
  {
    name: 'product-categories',
    description: text('Comment le catalogue est rangé.', 'How the catalogue is arranged.'),
  },
  {
    name: 'labels',
    description: text(
      'Les étiquettes des rayons et des articles, en PDF ou pour imprimantes à étiquettes.',
      'Labels for shelves and articles, as PDF or for label printers.',
    ),
  },
  {
    name: 'imports',
    description: text(
      'Les fichiers qui entrent, suivis et annulés\u00a0; ceux qui sortent.',
      'Files brought in, followed and undone; files that go out.',
    ),
  },
  {
    name: 'inventory',
    description: text('Le stock, et chaque mouvement qui l’explique.', 'Stock, and every movement that explains it.'),
  },
  {
    name: 'transfers',
    description: text(
      'D’un magasin ou d’un entrepôt à un autre\u00a0: demande, expédition, réception, réassort.',
      'From one store or warehouse to another: request, shipment, receipt, replenishment.',
    ),
  },
  {
    name: 'live',
    description: text('Ce qui se passe, au moment où cela se passe.', 'What happens, as it happens.'),
  },
  {
    name: 'reports',
    description: text('Des chiffres qui s’accordent avec les tickets.', 'Figures that agree with the tickets.'),
  },
  { name: 'stores', description: text('Magasins et entrepôts.', 'Stores and warehouses.') },
  {
    name: 'registers',
    description: text('Les caisses qui numérotent les tickets.', 'The registers that number the tickets.'),
  },
  {
    name: 'devices',
    description: text(
      'Les caisses inscrites\u00a0: leur clé, les caisses qu’elles tiennent.',
      'Enrolled tills: their key, the registers they hold.',
    ),
  },
  {
    name: 'reviews',
    description: text(
      'Ce qui fut étrange, et ce qui attend\u00a0: accepté ou rejeté par quelqu’un.',
      'What was odd, and what waits: accepted or rejected by somebody.',
    ),
  },
  { name: 'addresses', description: text('Des personnes et des magasins.', 'Of people and stores.') },
  { name: 'taxes', description: text('Zones et classes de taxes.', 'Zones and classes of taxes.') },
  {
    name: 'users',
    description: text(
      'Les personnes, leurs magasins et leurs droits.',
      'People, where they work and what they may do.',
    ),
  },
  { name: 'roles', description: text('Les rôles et leurs permissions.', 'Roles, and the permissions they give.') },
  { name: 'audit', description: text('Qui a fait quoi, quand, à quoi.', 'Who did what, when, to what.') },
  { name: 'settings', description: text('Ce qui vaut pour toute la chaîne.', 'What holds for the whole chain.') },
  {
    name: 'cache',
    description: text(
      'Ce que l’API retient de ses réponses, et l’état du système.',
      'What the API remembers of its answers, and the state of the system.',
    ),
  },
  { name: 'operations', description: text('Santé et mesures, sans jeton.', 'Health and metrics, without a token.') },
]
