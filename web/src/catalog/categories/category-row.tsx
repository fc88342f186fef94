import { ChevronDownIcon, ChevronRightIcon, EllipsisVerticalIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Anchor, Group, Menu, type RenderTreeNodePayload } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SyntheticEvent } from 'react'
import { useSession } from '../../app/session.tsx'
import { useText } from '../../i18n/index.ts'
import { Icon } from '../../ui/index.ts'
import type { CategoryNode } from '../category-tree.ts'
import { messages as common } from '../messages.ts'
import classes from './categories.module.css'
import { messages } from './messages.ts'
import { NameField } from './name-field.tsx'

/** What the page does for a row. */
export type RowActions = {
  readonly renaming: number | null
  readonly onRename: (id: number | null) => void
  readonly onName: (node: CategoryNode, name: string) => void
  readonly onAddUnder: (node: CategoryNode) => void
  readonly onStep: (node: CategoryNode, step: -1 | 1) => void
  readonly onMove: (node: CategoryNode) => void
  readonly onRemove: (node: CategoryNode) => void
}

type CategoryRowProps = {
  readonly node: CategoryNode
  readonly payload: RenderTreeNodePayload
  readonly actions: RowActions
}

/** A category in the tree: its name, what is in it, what can be done with it. */
export function CategoryRow({ node, payload, actions }: CategoryRowProps) {
  const t = useText()
  const { elementProps, hasChildren, expanded, tree } = payload
  const { className, ...others } = elementProps
  const { name } = node
  return (
    <div {...others} className={`${className} ${classes.row}`}>
      {hasChildren ? (
        <ActionIcon
          size="md"
          aria-label={t(expanded ? messages.closeBranch : messages.open, { name })}
          onClick={() => tree.toggleExpanded(String(node.id))}
        >
          <Icon of={expanded ? ChevronDownIcon : ChevronRightIcon} size={0.9} />
        </ActionIcon>
      ) : (
        <span className={classes.spacer} />
      )}
      {actions.renaming === node.id ? (
        <NameField
          label={t(messages.renameNamed, { name })}
          name={name}
          onName={(next) => actions.onName(node, next)}
          onCancel={() => actions.onRename(null)}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: a short way for the mouse; the menu and F2 do the same.
        <span className={classes.name} onDoubleClick={() => actions.onRename(node.id)}>
          {name}
        </span>
      )}
      <Anchor component={Link} to={`/products?category_id=${node.id}`} className={classes.count}>
        {t(messages.products, { count: node.total })}
      </Anchor>
      <RowMenu node={node} actions={actions} />
    </div>
  )
}

/** The keys of a menu are not those of the tree around it, and a click there does not give the keyboard to the tree. */
const keep = (event: SyntheticEvent) => event.stopPropagation()

function RowMenu({ node, actions }: { readonly node: CategoryNode; readonly actions: RowActions }) {
  const t = useText()
  const { can } = useSession()
  const mayUpdate = can('product-categories.update')
  const mayCreate = can('product-categories.create')
  const mayDelete = can('product-categories.delete')
  if (!mayUpdate && !mayCreate && !mayDelete) return null
  return (
    <Group gap={0} onKeyDown={keep} onClick={keep}>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t(messages.actions, { name: node.name })}>
            <Icon of={EllipsisVerticalIcon} size={1.1} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayUpdate && <Menu.Item onClick={() => actions.onRename(node.id)}>{t(messages.rename)}</Menu.Item>}
          {mayCreate && <Menu.Item onClick={() => actions.onAddUnder(node)}>{t(messages.addUnder)}</Menu.Item>}
          {mayUpdate && (
            <>
              <Menu.Item onClick={() => actions.onStep(node, -1)}>{t(messages.moveUp)}</Menu.Item>
              <Menu.Item onClick={() => actions.onStep(node, 1)}>{t(messages.moveDown)}</Menu.Item>
              <Menu.Item onClick={() => actions.onMove(node)}>{t(messages.moveInto)}</Menu.Item>
            </>
          )}
          {mayDelete && <Menu.Item onClick={() => actions.onRemove(node)}>{t(common.remove)}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
