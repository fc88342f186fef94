import { Type } from 'typebox'
import { Strict, Uuid } from '../../platform/http/fields.ts'
import { ownWrite, type Route, read } from '../../platform/http/route.ts'
import { text } from '../../platform/text.ts'
import { salesErrors } from '../errors.ts'
import { emailReceipt, type LeaveReceipt } from './email-receipt.ts'
import { EmailBody, EmailData, RECEIPT_EXAMPLE, ReceiptData, ReceiptQuery } from './receipt-schema.ts'

const SaleParams = Strict({ id: Uuid() })

/** @param leave leaves the sending of a receipt to the worker */
export const createReceiptRoutes = (leave: LeaveReceipt): readonly Route[] => [
  read({
    path: '/sales/:id/receipt',
    operation: 'getReceipt',
    tag: 'sales',
    summary: text('Lire ou imprimer le reçu d’un ticket', 'Read or print the receipt of a ticket'),
    description: text(
      [
        '`format=json` (le défaut) donne les parties du reçu\u00a0; `text` ce qu’une imprimante de `width` colonnes écrit\u00a0; `html` une page à imprimer\u00a0; `pdf` un papier de 80 mm\u00a0; `escpos` les octets d’une imprimante de caisse. Chaque taxe a sa ligne et son taux\u00a0; où les prix comprennent la TVA, chaque taux a son montant hors taxe, sa taxe et son montant toutes taxes comprises. Le code-barres est la référence du ticket, en Code 128.',
        'Le reçu du jour pris d’abord par son caissier est l’original\u00a0; tout autre porte COPIE (en France DUPLICATA) et son numéro, et demande `sales.reprint`. Tout format qui s’imprime compte\u00a0; `json` ne compte qu’avec `print_id`, qui rend une demande répétable. 404 dans un magasin où l’on n’agit pas.',
      ].join(' '),
      [
        '`format=json` (the default) gives the receipt’s parts; `text` what a printer of `width` columns writes; `html` a page to print; `pdf` paper of 80 mm; `escpos` the bytes of a receipt printer. Each tax has its row and its rate; where prices include VAT, each rate has its amount without tax, its tax and both together. The barcode is the ticket’s reference, as Code 128.',
        'The receipt of the day that its cashier takes first is the original; any other is marked COPY and numbered, and takes `sales.reprint`. Every form that can be printed counts; `json` counts with `print_id` only, which makes a request repeatable. 404 in a store in which one does not act.',
      ].join(' '),
    ),
    access: 'sales.view',
    errors: [salesErrors.print_id_used],
    countsReadings: true,
    params: SaleParams,
    query: ReceiptQuery,
    response: Type.Union([
      ReceiptData,
      Type.String({ examples: [RECEIPT_EXAMPLE] }),
      Type.Unsafe<Uint8Array>(Type.String()),
    ]),
    contentTypes: ['application/json', 'text/plain', 'text/html', 'application/pdf', 'application/octet-stream'],
    run: async ({ sql, actor, params, query, request, audit }) => {
      // The libraries of fonts, bars and printers are large, and many processes never print a receipt.
      const { printReceipt } = await import('./print-receipt.ts')
      return printReceipt(sql, actor, { saleId: params.id, query, language: request.language, audit })
    },
  }),
  ownWrite({
    method: 'POST',
    path: '/sales/:id/email',
    operation: 'emailReceipt',
    isKnownByItsId: true,
    tag: 'sales',
    summary: text('Envoyer le reçu d’un ticket par courriel', 'Send the receipt of a ticket by e-mail'),
    description: text(
      'Le reçu part peu après, en texte, en page et en PDF. Il compte comme une impression\u00a0: le premier envoi du jour par le caissier du ticket est l’original, tout autre est une copie et demande `sales.reprint`. La même demande, avec le même `print_id` ou la même `Idempotency-Key`, n’envoie rien de plus et répond 200. L’adresse n’est pas conservée avec le ticket.',
      'The receipt leaves shortly after, as text, as a page and as a PDF. It counts as a printing: the first one of the day by the ticket’s cashier is the original, any other is a copy and takes `sales.reprint`. The same request, with the same `print_id` or the same `Idempotency-Key`, sends nothing more and answers 200. The address is not kept with the ticket.',
    ),
    access: 'sales.view',
    errors: [salesErrors.print_id_used],
    params: SaleParams,
    body: EmailBody,
    response: EmailData,
    status: 201,
    message: text('Le reçu part par courriel.', 'The receipt is on its way by e-mail.'),
    // The address is the customer's: it goes into no log.
    secret: true,
    run: async ({ sql, actor, params, body, request, audit }) => {
      const { language, idempotencyKey } = request
      const sent = await emailReceipt(
        sql,
        actor,
        { saleId: params.id, input: body, language, idempotencyKey, audit },
        leave,
      )
      const data = { print_id: sent.printId, copy_number: sent.copyNumber }
      return sent.isRepeat ? { data, status: 200, headers: { 'idempotent-replayed': 'true' } } : { data }
    },
  }),
]
