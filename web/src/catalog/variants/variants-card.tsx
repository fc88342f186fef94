import { PlusIcon } from '@heroicons/react/24/outline'
import { Button, Card, Group, Stack, Title, Text as Words } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { useCallback, useEffect, useState } from 'react'
import { api, type Product, useAction, type Variant } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { ConfirmDialog, Icon, useUrlState } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { useChainCurrency } from '../use-currency.ts'
import { AddVariantDialog } from './add-variant-dialog.tsx'
import { messages } from './messages.ts'
import classes from './sheet.module.css'
import { VariantSheet } from './sheet-table.tsx'
import { useSheet } from './use-sheet.ts'

type VariantsCardProps = { readonly product: Product; readonly onDirty: (isDirty: boolean) => void }

/** All variants of a product in one sheet: typed into like a spreadsheet, saved at once. */
export function VariantsCard({ product, onDirty }: VariantsCardProps) {
  const t = useText()
  const { can } = useSession()
  const sheet = useSheet(product)
  const [, changeUrl] = useUrlState()
  const [isAdding, adding] = useDisclosure()
  const [leaving, setLeaving] = useState<Variant | null>(null)
  const remove = useAction(api.deleteVariant, ['getProduct', 'listProducts'])
  const isDirty = sheet.drafts.size > 0
  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  useHotkeys([['mod+S', () => void sheet.save()]], [])
  const open = useCallback((id: number) => changeUrl({ variant: String(id) }), [changeUrl])
  return (
    <Card component="section" aria-label={t(messages.variants)}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Group gap="xs" align="baseline">
            <Title order={2}>{t(messages.variants)}</Title>
            <Words size="sm" c="dimmed">
              {useChainCurrency()}
            </Words>
          </Group>
          {can('product-variants.create') && (
            <Button size="sm" variant="default" leftSection={<Icon of={PlusIcon} size={1} />} onClick={adding.open}>
              {t(messages.addVariant)}
            </Button>
          )}
        </Group>
        {sheet.variants.length === 0 ? (
          <Words c="dimmed">{t(messages.noVariants)}</Words>
        ) : (
          <VariantSheet
            sheet={sheet}
            mayChange={can('product-variants.update')}
            mayDelete={can('product-variants.delete')}
            onOpen={open}
            onDelete={setLeaving}
          />
        )}
        {isDirty && <SaveBar sheet={sheet} />}
      </Stack>
      {isAdding && <AddVariantDialog product={product} onClose={adding.close} />}
      {leaving !== null && (
        <ConfirmDialog
          title={t(messages.deleteVariant, { name: leaving.name })}
          hint={t(messages.deleteHint)}
          action={t(common.remove)}
          act={() => remove.mutateAsync([leaving.id])}
          onClose={() => setLeaving(null)}
        />
      )}
    </Card>
  )
}

function SaveBar({ sheet }: { readonly sheet: ReturnType<typeof useSheet> }) {
  const t = useText()
  const { drafts, errors, isSaving, discard, save } = sheet
  return (
    <Group className={classes.saveBar} justify="space-between">
      <Words size="sm" role="status" {...(errors.size > 0 && { c: 'var(--bad)' })}>
        {errors.size > 0
          ? t(messages.faultyRows, { count: errors.size })
          : t(messages.unsavedRows, { count: drafts.size })}
      </Words>
      <Group gap="xs">
        <Button variant="default" onClick={discard} disabled={isSaving}>
          {t(messages.discard)}
        </Button>
        <Button onClick={() => void save()} loading={isSaving}>
          {t(common.save)}
        </Button>
      </Group>
    </Group>
  )
}
