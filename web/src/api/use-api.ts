import {
  keepPreviousData,
  type QueryKey,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Client, ComptoirError } from '../../../packages/client/src/index.ts'
import { useLanguage } from '../i18n/index.ts'
import { api } from './client.ts'

/** The name of an operation that answers once (not a stream). */
export type Operation = {
  [Name in keyof Client]: Client[Name] extends (...args: never[]) => Promise<unknown> ? Name : never
}[keyof Client]

// biome-ignore lint/suspicious/noExplicitAny: a constraint that every operation must meet.
type Callable = (...args: any[]) => Promise<any>
export type Arguments<Name extends Operation> = Parameters<Extract<Client[Name], Callable>>
export type Answer<Name extends Operation> = Awaited<ReturnType<Extract<Client[Name], Callable>>>

type Options<Name extends Operation> = Pick<
  UseQueryOptions<Answer<Name>, ComptoirError>,
  'enabled' | 'staleTime' | 'refetchInterval'
>

/**
 * Reads through an operation and keeps the answer: `useApi('listProducts', [{ q }])`. While other arguments are asked
 * for, the last answer stays (`isPlaceholderData`).
 */
export function useApi<Name extends Operation>(
  name: Name,
  args: Arguments<Name>,
  options: Options<Name> = {},
): UseQueryResult<Answer<Name>, ComptoirError> {
  const { language } = useLanguage()
  return useQuery<Answer<Name>, ComptoirError>({
    queryKey: [name, ...args, language] as QueryKey,
    queryFn: () => (api[name] as Callable)(...args) as Promise<Answer<Name>>,
    placeholderData: keepPreviousData as never,
    ...options,
  })
}

/**
 * Writes: `const save = useAction(api.updateProduct, ['listProducts', 'getProduct'])`, `save.mutateAsync([id, body])`.
 * What the operations named have answered is read again afterwards.
 */
export function useAction<Given extends unknown[], Result>(
  act: (...args: Given) => Promise<Result>,
  ends: readonly Operation[],
) {
  const queries = useQueryClient()
  return useMutation<Result, ComptoirError, Given>({
    mutationFn: (args) => act(...args),
    onSuccess: () => Promise.all(ends.map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  })
}
