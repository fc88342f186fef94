import { PlusIcon, Squares2X2Icon } from '@heroicons/react/24/outline'
import { Button, Card, Group, Stack, Title, Text as Words } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Product } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import { AddOptionDialog } from './add-option-dialog.tsx'
import { countMissing } from './count-missing.ts'
import { MatrixDialog } from './matrix-dialog.tsx'
import { messages } from './messages.ts'
import { OptionRow } from './option-row.tsx'

const OPTIONS_MAX = 5

/** What tells the variants of a product apart, and the variants that it asks for. */
export function OptionsCard({ product }: { readonly product: Product }) {
  const t = useText()
  const { can } = useSession()
  const [isAdding, adding] = useDisclosure()
  const [isMaking, making] = useDisclosure()
  const options = product.options ?? []
  const missing = countMissing(product)
  return (
    <Card component="section" aria-label={t(messages.options)}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t(messages.options)}</Title>
          <Group gap="xs">
            {missing > 0 && can('product-variants.create') && (
              <Button size="sm" leftSection={<Icon of={Squares2X2Icon} size={1} />} onClick={making.open}>
                {t(messages.makeVariants, { count: missing })}
              </Button>
            )}
            {can('product-options.create') && options.length < OPTIONS_MAX && (
              <Button size="sm" variant="default" leftSection={<Icon of={PlusIcon} size={1} />} onClick={adding.open}>
                {t(messages.addOption)}
              </Button>
            )}
          </Group>
        </Group>
        {options.length === 0 && (
          <Words size="sm" c="dimmed">
            {t(messages.noOptions)}
          </Words>
        )}
        {options.map((option, index) => (
          <OptionRow
            key={option.id}
            product={product}
            option={option}
            isFirst={index === 0}
            isLast={index === options.length - 1}
          />
        ))}
      </Stack>
      {isAdding && <AddOptionDialog product={product} onClose={adding.close} />}
      {isMaking && <MatrixDialog product={product} onClose={making.close} />}
    </Card>
  )
}
