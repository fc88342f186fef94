import { EllipsisVerticalIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Badge, Button, Group, Menu, TextInput, Text as Words } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { api, type Option, type Product, useAction, type Variant } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { ConfirmDialog, Icon, notifyDone, notifyError, useUndo } from '../../ui/index.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'
import { RenameDialog } from './rename-dialog.tsx'

const READS = ['getProduct', 'listProducts'] as const

type OptionRowProps = {
  readonly product: Product
  readonly option: Option
  readonly isFirst: boolean
  readonly isLast: boolean
}

/** An option with its values: named, placed, added to, taken away. */
export function OptionRow({ product, option, isFirst, isLast }: OptionRowProps) {
  const t = useText()
  const { can } = useSession()
  const offerUndo = useUndo()
  const [isRenaming, setRenaming] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const update = useAction(api.updateOption, READS)
  const remove = useAction(api.deleteOption, READS)
  const create = useAction(api.createOption, READS)
  const move = (position: number) => void update.mutateAsync([option.id, { position }]).catch(notifyError)
  const bearers = countBearers(product, (value) => value.option_id === option.id)
  const back = { name: option.name, position: option.position, values: option.values.map(({ value }) => value) }
  const takeAway = () =>
    remove
      .mutateAsync([option.id])
      .then(() =>
        offerUndo(t(messages.optionDeleted, { name: option.name }), () => create.mutateAsync([product.id, back])),
      )
      .catch(notifyError)
  return (
    <Group gap="xs" align="center" component="fieldset" bd={0} p={0} m={0} aria-label={option.name}>
      <Words fw={600} miw="6rem">
        {option.name}
      </Words>
      {option.values.map((value, index) => (
        <ValueMenu
          key={value.id}
          value={value}
          bearers={countBearers(product, ({ value_id: id }) => id === value.id)}
          isFirst={index === 0}
          isLast={index === option.values.length - 1}
        />
      ))}
      {can('product-option-values.create') && <AddValue option={option} />}
      <OptionMenu
        name={option.name}
        onRename={() => setRenaming(true)}
        onBefore={isFirst ? null : () => move(option.position - 1)}
        onAfter={isLast ? null : () => move(option.position + 1)}
        onDelete={() => (bearers > 0 ? setDeleting(true) : void takeAway())}
      />
      {isRenaming && (
        <RenameDialog
          title={t(messages.rename)}
          name={option.name}
          onClose={() => setRenaming(false)}
          rename={(name) => update.mutateAsync([option.id, { name }])}
        />
      )}
      {isDeleting && (
        <ConfirmDialog
          title={t(messages.deleteOption, { name: option.name })}
          hint={t(messages.optionLeaves, { count: bearers })}
          action={t(common.remove)}
          act={() => remove.mutateAsync([option.id])}
          onClose={() => setDeleting(false)}
        />
      )}
    </Group>
  )
}

function OptionMenu({ name, onDelete, ...places }: PlaceItemsProps & { name: string; onDelete: () => void }) {
  const t = useText()
  const { can } = useSession()
  const mayUpdate = can('product-options.update')
  const mayDelete = can('product-options.delete')
  if (!mayUpdate && !mayDelete) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t(messages.optionActions, { name })}>
          <Icon of={EllipsisVerticalIcon} size={1.1} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayUpdate && <PlaceItems {...places} />}
        {mayDelete && <Menu.Item onClick={onDelete}>{t(common.remove)}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}

type PlaceItemsProps = {
  readonly onRename: () => void
  /** null: there is no such place. */
  readonly onBefore: (() => void) | null
  readonly onAfter: (() => void) | null
}

function PlaceItems({ onRename, onBefore, onAfter }: PlaceItemsProps) {
  const t = useText()
  return (
    <>
      <Menu.Item onClick={onRename}>{t(messages.rename)}</Menu.Item>
      {onBefore !== null && <Menu.Item onClick={onBefore}>{t(messages.moveBefore)}</Menu.Item>}
      {onAfter !== null && <Menu.Item onClick={onAfter}>{t(messages.moveAfter)}</Menu.Item>}
    </>
  )
}

/** How many variants have an option, or a value of it: they leave with it. */
function countBearers({ variants = [] }: Product, isIt: (value: Variant['option_values'][number]) => boolean): number {
  return variants.filter(({ option_values: values }) => values.some(isIt)).length
}

type ValueMenuProps = {
  readonly bearers: number
  readonly value: Option['values'][number]
  readonly isFirst: boolean
  readonly isLast: boolean
}

function ValueMenu({ value, bearers, isFirst, isLast }: ValueMenuProps) {
  const t = useText()
  const { can } = useSession()
  const mayUpdate = can('product-option-values.update')
  const mayDelete = can('product-option-values.delete')
  const [isRenaming, setRenaming] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const update = useAction(api.updateOptionValue, READS)
  const remove = useAction(api.deleteOptionValue, READS)
  const move = (position: number) => void update.mutateAsync([value.id, { position }]).catch(notifyError)
  const takeAway = () =>
    remove.mutateAsync([value.id]).then(() => notifyDone(t(messages.valueDeleted, { name: value.value })))
  if (!mayUpdate && !mayDelete) return <Badge size="lg">{value.value}</Badge>
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="light" aria-label={t(messages.valueActions, { name: value.value })}>
            {value.value}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayUpdate && (
            <PlaceItems
              onRename={() => setRenaming(true)}
              onBefore={isFirst ? null : () => move(value.position - 1)}
              onAfter={isLast ? null : () => move(value.position + 1)}
            />
          )}
          {mayDelete && (
            <Menu.Item onClick={() => (bearers > 0 ? setDeleting(true) : void takeAway().catch(notifyError))}>
              {t(common.remove)}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isRenaming && (
        <RenameDialog
          title={t(messages.rename)}
          name={value.value}
          onClose={() => setRenaming(false)}
          rename={(name) => update.mutateAsync([value.id, { value: name }])}
        />
      )}
      {isDeleting && (
        <ConfirmDialog
          title={t(messages.deleteValue, { name: value.value })}
          hint={t(messages.variantsLeave, { count: bearers })}
          action={t(common.remove)}
          act={takeAway}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  )
}

/** Enter adds what was typed; where other values have variants, this one is given its own. */
function AddValue({ option }: { readonly option: Option }) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const create = useAction(api.createOptionValue, READS)
  const add = async (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const value = typed.trim()
    if (value === '' || create.isPending) return
    try {
      const { created_variants: made } = await create.mutateAsync([option.id, { value }])
      if (made.length > 0) notifyDone(t(messages.valueAdded, { count: made.length }))
      setTyped('')
    } catch (error) {
      notifyError(error)
    }
  }
  return (
    <TextInput
      size="xs"
      w="8rem"
      aria-label={t(messages.addValue, { name: option.name })}
      placeholder={t(messages.addValueShort)}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onKeyDown={(event) => void add(event)}
    />
  )
}
