import { ArrowDownTrayIcon } from '@heroicons/react/24/outline'
import { Button, Menu, Text as Words } from '@mantine/core'
import { useState } from 'react'
import { api, type ExportProductsQuery } from '../../api/index.ts'
import { type Text, useText } from '../../i18n/index.ts'
import { Icon, notifyError, saveFile } from '../../ui/index.ts'
import { messages } from './messages.ts'

const FORMATS: readonly { format: ExportProductsQuery['format']; label: Text; hint: Text }[] = [
  { format: 'comptoir', label: messages.exportComptoir, hint: messages.exportComptoirHint },
  { format: 'shopify', label: messages.exportShopify, hint: messages.exportShopifyHint },
  { format: 'csv', label: messages.exportSheet, hint: messages.exportSheetHint },
]

/** A catalogue of a hundred thousand articles is written in less. */
const PATIENCE_MS = 10 * 60_000

/** The products that the list shows, as a file. */
export function ExportMenu({ query }: { readonly query: Omit<ExportProductsQuery, 'format'> }) {
  const t = useText()
  const [isBusy, setBusy] = useState(false)
  const save = async (format: ExportProductsQuery['format']) => {
    setBusy(true)
    try {
      const text = await api.exportProducts({ ...query, format }, { timeoutMs: PATIENCE_MS })
      saveFile(`\ufeff${text}`, `${t(messages.exportName)}-${format}.csv`, 'text/csv;charset=utf-8')
    } catch (error) {
      notifyError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Icon of={ArrowDownTrayIcon} size={1.1} />}
          loading={isBusy}
          aria-label={t(isBusy ? messages.exporting : messages.exportProducts)}
        >
          {t(messages.exportProducts)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(messages.exportWhat)}</Menu.Label>
        {FORMATS.map(({ format, label, hint }) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {t(label)}
            <Words size="xs" c="dimmed">
              {t(hint)}
            </Words>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
