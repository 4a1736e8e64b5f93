import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook } from '@testing-library/react'
import { createElement, type ReactNode } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { leaveTrail, useTrail } from './trail'

beforeEach(() => sessionStorage.clear())

/** The trail as a page that has just been loaded reads it: with an empty cache. */
function afterReload(entity: string, id: string) {
  const client = new QueryClient()
  const wrapper = ({ children }: { children: ReactNode }) =>
    createElement(QueryClientProvider, { client }, children)
  return renderHook(() => useTrail(entity, id), { wrapper }).result.current
}

it('is there after a reload, each entity its own', () => {
  leaveTrail(new QueryClient(), 'lead', ['a', 'b', 'c'], { value: 40, capped: false })
  leaveTrail(new QueryClient(), 'visit', ['v'])
  expect(afterReload('lead', 'b')).toEqual({
    place: 2,
    total: { value: 40, capped: false },
    previous: 'a',
    next: 'c',
  })
  expect(afterReload('visit', 'v')?.total).toEqual({ value: 1, capped: false })
  expect(afterReload('visit', 'b')).toBeNull()
})

it('keeps no more than it needs', () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `r${index}`)
  leaveTrail(new QueryClient(), 'lead', ids)
  expect(afterReload('lead', 'r999')?.next).toBeNull()
  expect(afterReload('lead', 'r999')?.total).toEqual({ value: 5000, capped: false })
  expect(afterReload('lead', 'r1000')).toBeNull()
})

it.each(['{', 'null', '{"ids":3}', '{"ids":["a"],"count":{"value":"x"}}'])(
  'reads nothing from %s',
  (text) => {
    sessionStorage.setItem('nexus.trail.lead', text)
    expect(afterReload('lead', 'b')).toBeNull()
  },
)
