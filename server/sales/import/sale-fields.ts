import type { ImportField } from '../../platform/csv/index.ts'
import { text } from '../../platform/text.ts'

export const SALE_FIELDS: readonly ImportField[] = [
  {
    name: 'ticket',
    columns: ['sale_id', 'invoice', 'invoice no', 'invoiceno', 'order', 'order_id', 'facture'],
    label: text('Numéro du ticket (colonne de regroupement)', 'Ticket number (the grouping column)'),
    isRequired: true,
  },
  {
    name: 'date',
    columns: ['occurred_at', 'datetime', 'invoice date', 'invoicedate', 'date heure'],
    label: text('Date, avec ou sans heure', 'Date, with or without time'),
    isRequired: true,
  },
  { name: 'time', columns: ['heure'], label: text('Heure, si elle est à part', 'Time, where it stands apart') },
  {
    name: 'store',
    columns: ['store_id', 'magasin'],
    label: text('Magasin (identifiant externe, code ou nom)', 'Store (external id, code or name)'),
    isRequired: true,
  },
  {
    name: 'product',
    columns: ['product_id', 'produit', 'product_external_id'],
    label: text('Article (identifiant externe)', 'Article (external id)'),
  },
  { name: 'sku', columns: ['ugs', 'stock code', 'stockcode'], label: text('UGS', 'SKU') },
  { name: 'barcode', columns: ['code-barres', 'ean', 'gtin', 'upc'], label: text('Code-barres', 'Barcode') },
  { name: 'product_name', columns: ['nom du produit'], label: text('Nom du produit', 'Product name') },
  { name: 'description', columns: ['designation'], label: text('Désignation de la ligne', 'Description of the line') },
  {
    name: 'quantity',
    columns: ['units', 'qty', 'quantite'],
    label: text('Quantité (négative : retour)', 'Quantity (negative: a return)'),
    isRequired: true,
  },
  {
    name: 'unit_price',
    columns: ['unit price', 'unitprice', 'price', 'prix unitaire', 'prix'],
    label: text('Prix unitaire ; sans lui, celui de l’article', 'Unit price; without it, the article’s'),
  },
  {
    name: 'amount',
    columns: ['total', 'montant'],
    label: text('Montant de la ligne ; sans lui, quantité × prix', 'Amount of the line; without it, quantity × price'),
  },
  {
    name: 'customer',
    columns: ['customer_id', 'customerid', 'client'],
    label: text('Client (identifiant externe)', 'Customer (external id)'),
  },
  { name: 'customer_name', columns: ['nom du client'], label: text('Nom du client', 'Customer name') },
  { name: 'country', columns: ['pays'], label: text('Pays', 'Country') },
  {
    name: 'payment_method',
    columns: ['payment', 'mode de paiement'],
    label: text('Mode de paiement (other si inconnu)', 'Payment method (other when unknown)'),
  },
]
