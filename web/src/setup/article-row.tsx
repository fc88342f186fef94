import { Select, TextInput } from '@mantine/core'
import { useText } from '../i18n/index.ts'
import { DecimalInput } from '../ui/index.ts'
import type { Article } from './articles.ts'
import { messages } from './messages.ts'
import styles from './setup.module.css'
import type { ClassChoice } from './use-tax-classes.ts'

type RowProps = {
  readonly number: number
  readonly article: Article
  readonly currency: string | undefined
  readonly classes: readonly ClassChoice[]
  readonly refusals: Readonly<Record<string, string>>
  readonly onChange: (article: Article) => void
}

/** One article; the labels of the first row head the columns, and on a telephone every row shows its own. */
export function ArticleRow({ number, article, currency, classes, refusals, onChange }: RowProps) {
  const t = useText()
  return (
    <div className={styles.article} data-first={number === 1 || undefined}>
      <TextInput
        label={t(messages.name)}
        aria-label={t(messages.articleName, { number })}
        placeholder={number === 1 ? t(messages.articleExample) : undefined}
        value={article.name}
        onChange={({ currentTarget }) => onChange({ ...article, name: currentTarget.value })}
        error={refusals.name}
      />
      <DecimalInput
        label={t(messages.price)}
        aria-label={t(messages.articlePrice, { number })}
        rightSection={<span className={styles.unit}>{currency}</span>}
        rightSectionWidth={48}
        value={article.price}
        onChange={(price) => onChange({ ...article, price })}
        error={refusals.price}
      />
      <Select
        label={t(messages.taxes)}
        aria-label={t(messages.articleTaxes, { number })}
        data={[...classes]}
        allowDeselect={false}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        value={article.taxClass}
        onChange={(taxClass) => taxClass !== null && onChange({ ...article, taxClass })}
        error={refusals.tax_class}
      />
      <DecimalInput
        label={t(messages.stock)}
        aria-label={t(messages.articleStock, { number })}
        value={article.stock}
        onChange={(stock) => onChange({ ...article, stock })}
        error={refusals.stock}
      />
    </div>
  )
}
