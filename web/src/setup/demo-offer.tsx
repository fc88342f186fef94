import { Alert, Button, Group, Loader, Stack, Text as Words } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { api, useAction, useApi } from '../api/index.ts'
import { useText } from '../i18n/index.ts'
import { notifyError } from '../ui/index.ts'
import { messages } from './messages.ts'

const LOOK_MS = 1_500

/** The way to look around first: a chain of five stores, made by the worker while one waits. */
export function DemoOffer({ onMaking }: { readonly onMaking: (isMaking: boolean) => void }) {
  const t = useText()
  const demo = useApi('readDemo', [], { refetchInterval: LOOK_MS, staleTime: 0 })
  const take = useAction(api.takeDemo, ['readDemo'])
  const state = demo.data?.state
  const isMaking = state === 'waiting' || state === 'making' || state === 'made'
  useEffect(() => onMaking(isMaking), [isMaking, onMaking])
  if (state === undefined || state === 'not_possible') return null
  if (state === 'made') return <Made />
  if (isMaking) {
    return (
      <Group role="status" wrap="nowrap">
        <Loader type="dots" />
        <div>
          <Words fw={600}>{t(messages.demoMaking)}</Words>
          <Words size="sm" c="dimmed">
            {t(state === 'waiting' ? messages.demoWaiting : messages.demoMakingHint)}
          </Words>
        </div>
      </Group>
    )
  }
  return (
    <Alert color={state === 'failed' ? 'brique' : 'safran'} title={t(messages.demoTitle)}>
      <Group justify="space-between" gap="sm">
        <Words size="sm" maw="26rem">
          {t(state === 'failed' ? messages.demoFailed : messages.demoHint)}
        </Words>
        <Button variant="default" loading={take.isPending} onClick={() => void take.mutateAsync([]).catch(notifyError)}>
          {t(messages.takeDemo)}
        </Button>
      </Group>
    </Alert>
  )
}

function Made() {
  const t = useText()
  return (
    <Stack align="flex-start">
      <Alert color="sapin" title={t(messages.demoMade)} role="status" w="100%">
        {t(messages.demoMadeHint)}
      </Alert>
      <Group>
        <Button component={Link} to="/" reloadDocument>
          {t(messages.seeChain)}
        </Button>
        <Button component="a" href="/till" variant="default">
          {t(messages.openTill)}
        </Button>
      </Group>
    </Stack>
  )
}
