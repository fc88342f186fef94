import { SparklesIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Badge, Button, Code, Group, Stack, TextInput, Title, Tooltip, Text as Words } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { api, ComptoirError, useAction, useApi, type Variant } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, notifyError } from '../../ui/index.ts'
import { makeBarcode } from './make-barcode.ts'
import { messages } from './messages.ts'
import { kindOf } from './variant-sheet.ts'

type Barcodes = Variant['barcodes']

/** The codes of a variant: scanned, typed, or made. Each is kept at once. */
export function BarcodeList({ variant, mayChange }: { readonly variant: Variant; readonly mayChange: boolean }) {
  const t = useText()
  const save = useAction(api.updateVariant, ['getProduct', 'listProducts'])
  const layouts = useApi('listBarcodeLayouts', [], { staleTime: 60_000, enabled: mayChange })
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const keep = async (barcodes: Barcodes) => {
    try {
      await save.mutateAsync([variant.id, { barcodes }])
      setTyped('')
      setError(null)
    } catch (refusal) {
      if (refusal instanceof ComptoirError) return setError(Object.values(refusal.errors).flat()[0] ?? refusal.message)
      notifyError(refusal)
    }
  }
  const add = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const code = typed.trim()
    if (code !== '' && !save.isPending) void keep([...variant.barcodes, { code, type: kindOf(code) }])
  }
  const make = () => {
    const code = makeBarcode(
      variant.id,
      (layouts.data ?? []).map(({ pattern }) => pattern),
    )
    if (code === null) setError(t(messages.noCodeLeft))
    else void keep([...variant.barcodes, { code, type: 'gtin' }])
  }
  return (
    <Stack gap="sm" component="section" aria-label={t(messages.barcodes)}>
      <Title order={3}>{t(messages.barcodes)}</Title>
      {variant.barcodes.length === 0 && <Words c="dimmed">{t(messages.noBarcode)}</Words>}
      {variant.barcodes.map(({ code, type }) => (
        <Group key={code} gap="xs">
          <Code fz="sm">{code}</Code>
          <Badge color="gray">{t(type === 'gtin' ? messages.gtin : messages.internal)}</Badge>
          {mayChange && (
            <ActionIcon
              aria-label={t(messages.removeCode, { code })}
              disabled={save.isPending}
              onClick={() => void keep(variant.barcodes.filter((other) => other.code !== code))}
            >
              <Icon of={XMarkIcon} size={1} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {mayChange && (
        <Group align="flex-start" gap="xs">
          <TextInput
            aria-label={t(messages.addBarcode)}
            placeholder={t(messages.barcodeHint)}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            onKeyDown={add}
            error={error}
            flex={1}
          />
          <Tooltip label={t(messages.makeCodeHint)}>
            <Button
              variant="default"
              leftSection={<Icon of={SparklesIcon} size={1} />}
              disabled={layouts.data === undefined}
              loading={save.isPending}
              onClick={make}
            >
              {t(messages.makeCode)}
            </Button>
          </Tooltip>
        </Group>
      )}
    </Stack>
  )
}
