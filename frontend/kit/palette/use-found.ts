/** Records that answer to what was typed, and before anything was typed those looked at last. */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { loadList } from '../client/data'
import { request } from '../client/http'
import { useModel } from '../client/model'
import { titleText } from '../fields/reference'
import { useLocale } from '../i18n/locale-context'
import { inOrder } from './commands'
import { listRecent } from './recents'

const PAUSE = 120
const EACH = 5

export interface FoundRecord {
  entity: string
  label: string
  id: string
  title: string | null
  snippet?: string
  /** Of a module in the menu. */
  isMain: boolean
}

export interface Found {
  records: FoundRecord[]
  isSearching: boolean
  hasFailed: boolean
  retry: () => void
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** `only` is an entity to stay in. */
export function useFound(typed: string, only: string | null): Found {
  const q = useSettled(typed.trim())
  const menu = new Set(useModel().menu.map((item) => item.entity))
  const answer = useQuery({
    queryKey: ['palette', q, only],
    queryFn: ({ signal }) =>
      request<{ data: Omit<FoundRecord, 'isMain'>[] }>('/search', {
        query: { q, entities: only, limit: EACH },
        signal,
      }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 5000,
    gcTime: 30_000,
  })
  const isAsked = typed.trim() !== ''
  return {
    records:
      isAsked && q !== ''
        ? inOrder(
            (answer.data?.data ?? []).map((one) => ({ ...one, isMain: menu.has(one.entity) })),
          )
        : [],
    isSearching: isAsked && (answer.isFetching || q !== typed.trim()),
    hasFailed: isAsked && answer.isError && !answer.isFetching,
    retry: () => void answer.refetch(),
  }
}

/** Names as they are now; what is gone or out of reach is not told. */
export function useRecentRecords(account: string): FoundRecord[] {
  const model = useModel()
  const context = useLocale()
  const [recent] = useState(() => listRecent(account))
  const entities = [...new Set(recent.map((one) => one.entity))].flatMap(
    (name) => model.findEntity(name) ?? [],
  )
  const answers = useQueries({
    queries: entities.map((entity) => {
      const ids = recent.flatMap((one) => (one.entity === entity.name ? [one.id] : []))
      const filter = `id in [${ids.map((id) => JSON.stringify(id)).join(', ')}]`
      return {
        queryKey: ['palette', 'recent', entity.name, ids],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          loadList(entity.name, { filter, fields: entity.title, limit: ids.length }, signal),
      }
    }),
  })
  const byId = new Map(
    answers.flatMap(({ data }, index) => {
      const entity = entities[index]
      if (!data || !entity) return []
      return data.data.map((row): [string, FoundRecord] => [
        row.id,
        {
          entity: entity.name,
          label: entity.label,
          id: row.id,
          title: titleText(row[entity.title], context),
          isMain: true,
        },
      ])
    }),
  )
  return recent.flatMap((one) => byId.get(one.id) ?? [])
}
