import { Button, Select, Stack, TextInput, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { currencyDecimals, formatMoney, formatUnitPrice, lineAmount } from '../../../../../rules/index.ts'
import { useFormat, useLanguage, useText } from '../../../i18n/index.ts'
import { fromPrice, readTyped, toPrice, toQuantity } from '../../cart/decimals.ts'
import { sellOne } from '../../cart/sell-by-code.ts'
import { ORDINARY_CLASS } from '../../cart/store-taxes.ts'
import type { Article } from '../../memory.ts'
import { useSale } from '../sell/sale-context.tsx'
import { SEARCH_ID } from '../sell/search-id.ts'
import { Keypad } from '../shared/keypad.tsx'
import { messages as shared } from '../shared/messages.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { TypedField } from '../shared/typed-field.tsx'
import classes from './dialogs.module.css'
import { messages } from './messages.ts'

const KILOGRAM_DECIMALS = 3

/** An article that is sold by weight is weighed before it is sold. */
export function WeightDialog({ article, askedPrice }: { readonly article: Article; readonly askedPrice: string }) {
  const t = useText()
  const { language } = useLanguage()
  const { store } = useSellingTill()
  const { add, close } = useSale()
  const [typed, setTyped] = useState('')
  const { currency } = store
  const quantity = readTyped(typed, KILOGRAM_DECIMALS)
  const isReady = quantity !== null && toQuantity(quantity) > 0n
  const amount = lineAmount(toQuantity(quantity ?? '0'), toPrice(askedPrice), currencyDecimals(currency))
  const confirm = () => {
    if (!isReady) return
    add({ article, quantity, unitPrice: askedPrice, askedPrice, isFromLabel: false })
    close()
  }
  const perKilogram = t(shared.perKilogram, { price: formatUnitPrice(toPrice(askedPrice), currency, language) })
  return (
    <TillDialog title={article.name} onClose={close} size="sm">
      <Stack>
        <Words c="dimmed">{perKilogram}</Words>
        <TypedField
          label={t(messages.weight)}
          value={typed}
          onChange={setTyped}
          decimals={KILOGRAM_DECIMALS}
          unit="kg"
          onEnter={confirm}
        />
        <Keypad value={typed} onChange={setTyped} decimals={KILOGRAM_DECIMALS} />
        <Button size="xl" disabled={!isReady} onClick={confirm}>
          {t(messages.addFor, { amount: formatMoney(amount, currency, language) })}
        </Button>
      </Stack>
    </TillDialog>
  )
}

type OpenPriceProps = {
  readonly article: Article | null
  readonly quantity: string
  readonly code?: string | undefined
}

/** What is sold at the price that somebody types: an article without one, or a line of its own. */
export function OpenPriceDialog({ article, quantity, code }: OpenPriceProps) {
  const t = useText()
  const { language } = useLanguage()
  const { store } = useSellingTill()
  const { add, addOpenLine, close } = useSale()
  const [typed, setTyped] = useState('')
  const [name, setName] = useState('')
  const [taxClass, setTaxClass] = useState(ORDINARY_CLASS)
  const price = readTyped(typed, currencyDecimals(store.currency))
  const isReady = price !== null && toPrice(price) > 0n
  const confirm = () => {
    if (!isReady) return
    if (article === null) addOpenLine(name.trim() || code || t(messages.openPrice), fromPrice(toPrice(price)), taxClass)
    else add({ article, quantity, unitPrice: fromPrice(toPrice(price)), askedPrice: null })
    close()
  }
  return (
    <TillDialog title={article?.name ?? t(messages.openPrice)} onClose={close} size="sm">
      <Stack>
        {article === null && (
          <>
            <TextInput
              label={t(messages.description)}
              placeholder={code ?? t(messages.descriptionHint)}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              maxLength={255}
              size="md"
            />
            <Select
              label={t(messages.taxClass)}
              data={store.tax_classes.map((one) => ({
                value: one.code,
                label: language === 'fr' ? one.name_fr : one.name_en,
              }))}
              value={taxClass}
              onChange={(value) => setTaxClass(value ?? ORDINARY_CLASS)}
              allowDeselect={false}
              size="md"
            />
          </>
        )}
        <TypedField
          label={t(messages.amount)}
          value={typed}
          onChange={setTyped}
          decimals={currencyDecimals(store.currency)}
          onEnter={confirm}
        />
        <Keypad value={typed} onChange={setTyped} decimals={currencyDecimals(store.currency)} />
        <Button size="xl" disabled={!isReady} onClick={confirm}>
          {t(messages.add)}
        </Button>
      </Stack>
    </TillDialog>
  )
}

type ChoiceProps = { readonly title: string; readonly articles: readonly Article[]; readonly quantity: string }

/** One of several: the variants of a product, or what bears the same code. */
export function ArticleChoiceDialog({ title, articles, quantity }: ChoiceProps) {
  const t = useText()
  const format = useFormat()
  const { memory, store } = useSellingTill()
  const { addArticle, close } = useSale()
  const choose = (article: Article) => {
    const { price } = memory.copy.priceOf(article, memory.device.now())
    const isAtOnce = sellOne(article, price) !== null
    if (isAtOnce) close()
    addArticle(article, quantity)
  }
  const areSisters = new Set(articles.map(({ product_id: id }) => id)).size === 1
  return (
    <TillDialog title={title} onClose={close} size="lg">
      <Words c="dimmed" mb="sm">
        {t(messages.chooseVariant)}
      </Words>
      <div className={classes.choices}>
        {articles.map((article, index) => (
          <button
            key={article.id}
            type="button"
            className={classes.choice}
            data-autofocus={index === 0 || undefined}
            onClick={() => choose(article)}
          >
            <span className={classes.choiceName}>
              {areSisters ? article.variant_name || article.name : article.name}
            </span>
            <span className={classes.choiceNote}>{article.sku}</span>
            <span className={classes.choicePrice}>
              {format.money(memory.copy.priceOf(article, memory.device.now()).price, store.currency)}
            </span>
          </button>
        ))}
      </div>
    </TillDialog>
  )
}

/** Nothing bears this code: said clearly, with the ways on. */
export function UnknownCodeDialog({ code }: { readonly code: string }) {
  const t = useText()
  const { open, close } = useSale()
  const search = () => {
    close()
    document.getElementById(SEARCH_ID)?.focus()
  }
  return (
    <TillDialog title={t(messages.unknownCode)} onClose={close} size="sm">
      <Stack>
        <Words>{t(messages.unknownCodeHint, { code })}</Words>
        <Button
          size="lg"
          data-autofocus
          onClick={() => open({ kind: 'openPrice', article: null, quantity: '1', code })}
        >
          {t(messages.sellOpen)}
        </Button>
        <Button size="lg" variant="default" onClick={search}>
          {t(messages.searchByName)}
        </Button>
      </Stack>
    </TillDialog>
  )
}
