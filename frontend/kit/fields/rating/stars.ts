/** Stars as one path: the given ones filled, the others a ring. Shape tells, not only colour. Pure. */

export const STAR = 16
const CENTRE = 8
const OUTER = 7.2
const RING = 0.68

function polygon(left: number, scale: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const radius = (index % 2 === 0 ? OUTER : OUTER * 0.46) * scale
    const angle = (Math.PI / 5) * index - Math.PI / 2
    const x = left + CENTRE + radius * Math.cos(angle)
    const y = CENTRE + 0.4 + radius * Math.sin(angle)
    return `${x.toFixed(2)} ${y.toFixed(2)}`
  })
  return `M${points.join('L')}Z`
}

export function starPath(index: number, filled: boolean): string {
  const left = index * STAR
  return filled ? polygon(left, 1) : polygon(left, 1) + polygon(left, RING)
}

const known = new Map<string, string>()

export function starsPath(value: number, max: number): string {
  const key = `${value}/${max}`
  const path =
    known.get(key) ??
    Array.from({ length: max }, (_, index) => starPath(index, index < value)).join('')
  known.set(key, path)
  return path
}
