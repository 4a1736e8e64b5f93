/** Records of an entity that match what is typed, for pickers. Waits for a pause; keeps the last answer while the next comes. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { keys, loadList } from '../client/data'
import { useEntity } from '../client/model'
import { type RecordRef } from '../meta/wire'
import { toReference } from './reference'

const PAUSE = 180
const LIMIT = 20

export interface RecordSearch {
  text: string
  setText: (text: string) => void
  found: RecordRef[]
  loading: boolean
  failed: boolean
}

export function useRecordSearch(entityName: string, enabled: boolean): RecordSearch {
  const entity = useEntity(entityName)
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  const title = entity?.title ?? 'id'
  const query = {
    search: search || undefined,
    fields: title,
    limit: LIMIT,
    sort: entity?.fieldByName.get(title)?.sortable ? title : undefined,
  }
  const answer = useQuery({
    queryKey: keys.list(entityName, query),
    queryFn: ({ signal }) => loadList(entityName, query, signal),
    enabled: enabled && entity !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return {
    text,
    setText,
    found: answer.data?.data.map((row) => toReference(row, title)) ?? [],
    loading: answer.isFetching || text.trim() !== search,
    failed: answer.isError || (enabled && entity === null),
  }
}
