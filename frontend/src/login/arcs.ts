/** The art of the login: concentric hours, each with the part of it that is gone. Pure and the same on every load. */

export interface Arc {
  radius: number
  /** Degrees from three o'clock. */
  start: number
  length: number
  isAccent: boolean
  opacity: number
  /** Where the hand would be, at the end of an accent arc. */
  dot: { x: number; y: number } | null
}

const CENTER = 400
const FIRST = 64
const STEP = 17
const COUNT = 27
/** The part of each ring that is drawn, in turns: hand-picked so that no two neighbours end together. */
const PARTS = [0.12, 0.5, 0.26, 0.63, 0.39, 0.15, 0.52, 0.28, 0.66, 0.42, 0.17, 0.55, 0.31, 0.47]

export function buildArcs(): Arc[] {
  return Array.from({ length: COUNT }, (_, index) => {
    const radius = FIRST + index * STEP
    const start = (index * 47) % 360
    const part = PARTS[index % PARTS.length] ?? 0.3
    const isAccent = index % 5 === 3
    const angle = ((start + part * 360 + 1.5) * Math.PI) / 180
    const near = 1 - Math.abs(index - 8) / COUNT
    return {
      radius,
      start,
      length: part * 2 * Math.PI * radius,
      isAccent,
      opacity: Math.round(Math.max(0.45, near) * 100) / 100,
      dot:
        isAccent && index < 15
          ? { x: CENTER + radius * Math.cos(angle), y: CENTER + radius * Math.sin(angle) }
          : null,
    }
  })
}
