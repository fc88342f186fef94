import { receiptText } from '../../../rules/index.ts'
import { readSettings } from '../../identity/index.ts'
import type { Sql } from '../../platform/database/connect.ts'
import type { Mailer } from '../../platform/mail/create-mailer.ts'
import { fill, type Language, text } from '../../platform/text.ts'
import { readTickets } from '../tickets/read-tickets.ts'
import { composeReceipt } from './compose-receipt.ts'
import { readReceiptFacts } from './read-receipt-facts.ts'
import { writeReceiptHtml } from './write-receipt-html.ts'
import { writeReceiptPdf } from './write-receipt-pdf.ts'

/** What the worker is told of an e-mail. The address stands in the job, which is deleted a week after, and nowhere else. */
export type ReceiptMail = {
  store_id: number
  sale_id: string
  print_id: string
  copy_number: number
  to: string
  language: Language
}

const WIDTH = 42

const SUBJECT = text('Votre reçu de {store} ({reference})', 'Your receipt from {store} ({reference})')

/**
 * Sends a receipt as text, as a page and as a PDF. A try whose end nobody learned of is made again: the message then comes
 * twice, under the same Message-ID, and mail programs show it once.
 */
export async function sendReceipt(sql: Sql, mailer: Mailer, mail: ReceiptMail): Promise<void> {
  const { store_id: storeId, sale_id: id, copy_number: copyNumber, language } = mail
  const [ticket] = await readTickets(sql, [{ storeId, id }])
  if (ticket === undefined) throw new Error(`The ticket ${id} of an e-mail is not there.`)
  const facts = await readReceiptFacts(sql, ticket)
  const receipt = composeReceipt(ticket, facts, { language, copyNumber })
  const settings = await readSettings(sql)
  const fileName = `${language === 'fr' ? 'recu' : 'receipt'}-${receipt.reference}.pdf`
  await mailer.send({
    to: mail.to,
    id: mail.print_id,
    senderName: settings.mail_sender_name ?? facts.name,
    subject: fill(SUBJECT, { store: facts.name, reference: receipt.reference })[language],
    text: `${receiptText(receipt, { language, width: WIDTH }).join('\n')}\n`,
    html: writeReceiptHtml(receipt, language, { bars: false }),
    attachments: [
      { name: fileName, contentType: 'application/pdf', content: await writeReceiptPdf(receipt, language) },
    ],
  })
}
