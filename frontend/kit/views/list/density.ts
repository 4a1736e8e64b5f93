/** Row height a person prefers on this device. */
import { useState } from 'react'

export type Density = 'compact' | 'normal' | 'relaxed'
export const ROW_HEIGHT: Record<Density, number> = { compact: 32, normal: 36, relaxed: 44 }
const KEY = 'nexus.density'

const read = (): Density => {
  const kept = localStorage.getItem(KEY)
  return kept === 'compact' || kept === 'relaxed' ? kept : 'normal'
}

export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useState(read)
  return [
    density,
    (next) => {
      localStorage.setItem(KEY, next)
      setDensity(next)
    },
  ]
}
