/** Strokes of a pen as smooth lines. Pure but for the drawing itself. */

export interface Point {
  x: number
  y: number
}
export type Stroke = readonly Point[]

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** The smallest box round all points, with room for the pen; null without any. */
export function boundsOf(strokes: readonly Stroke[], room: number): Box | null {
  const points = strokes.flat()
  const first = points[0]
  if (!first) return null
  let [left, top, right, bottom] = [first.x, first.y, first.x, first.y]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return {
    x: left - room,
    y: top - room,
    width: right - left + 2 * room,
    height: bottom - top + 2 * room,
  }
}

/** A dot or a tick is no signature: the pen must have gone at least this far in all. */
export const SHORTEST = 40

export function lengthOf(strokes: readonly Stroke[]): number {
  let total = 0
  for (const stroke of strokes)
    for (const [index, point] of stroke.entries()) {
      const before = stroke[index - 1]
      if (before) total += Math.hypot(point.x - before.x, point.y - before.y)
    }
  return total
}

/** Curves through the middles of the segments: no corners where the pen was sampled. */
export function drawStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  pen: { color: string; width: number },
): void {
  context.strokeStyle = pen.color
  context.lineWidth = pen.width
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) {
    const [first] = stroke
    if (!first) continue
    context.beginPath()
    context.moveTo(first.x, first.y)
    if (stroke.length === 1) context.lineTo(first.x, first.y + 0.1)
    for (const [index, point] of stroke.entries()) {
      const next = stroke[index + 1]
      if (index === 0) continue
      if (next)
        context.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2)
      else context.lineTo(point.x, point.y)
    }
    context.stroke()
  }
}
