/** A filter text -> parts a chip can edit and parts it cannot. Follows metamodel/expression/grammar.lark; the server has the last word. */

import { fold } from '../../fields/fold'
import {
  type Condition,
  type FilterPart,
  isCounted,
  type Operand,
  type Operator,
} from './condition'
import { CALLS, CLOCK, COMPARES, NEGATED, PAIRS, WORDS } from './keywords'
import { type Token, tokensOf } from './tokens'

/** What the parser makes of a stretch of text; `other` is right but nothing for a chip. */
type Form =
  | { is: 'other' }
  /** `inside`: without the brackets around it. */
  | { is: 'or'; inside: [number, number] }
  | { is: 'and'; items: Node[] }
  | { is: 'condition'; condition: Condition }
  | { is: 'path'; path: string }
  | { is: 'operand'; operand: Operand }
type Node = Form & { start: number; end: number }

/** Not a text of the language. */
class Unreadable extends Error {}

export function partsOf(text: string): FilterPart[] {
  if (text.trim() === '') return []
  const tokens = tokensOf(text)
  const root = tokens && read(tokens)
  if (!root) return [{ is: 'free', text: text.trim(), loose: true }]
  return (root.is === 'and' ? root.items : [root]).map((node) => partOf(node, text))
}

function partOf(node: Node, text: string): FilterPart {
  if (node.is === 'condition') return node.condition
  if (node.is === 'path')
    return { is: 'condition', path: node.path, operator: '=', operands: [TRUE] }
  const [start, end] = node.is === 'or' ? node.inside : [node.start, node.end]
  return { is: 'free', text: text.slice(start, end), loose: node.is === 'or' }
}
const TRUE: Operand = { is: 'boolean', value: true }

function read(tokens: Token[]): Node | null {
  try {
    return new Reader(tokens).whole()
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

class Reader {
  private at = 0
  private nested = 0
  private readonly tokens: Token[]
  constructor(tokens: Token[]) {
    this.tokens = tokens
  }

  whole(): Node {
    const found = this.or()
    if (this.peek().kind !== 'end') throw new Unreadable()
    return found
  }

  /** More brackets and minus signs than anybody writes are not read: the stack is finite. */
  private deeper(): void {
    this.nested += 1
    if (this.nested > 400) throw new Unreadable()
  }
  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token
  }
  private next(): Token {
    const token = this.peek()
    this.at += 1
    return token
  }
  /** The meaning of the word that stands here. */
  private word(ahead = 0): string {
    const token = this.peek(ahead)
    return token.kind === 'name' ? (WORDS[fold(token.value)] ?? '') : ''
  }
  private isSign(...signs: string[]): boolean {
    const token = this.peek()
    return token.kind === 'sign' && signs.includes(token.value)
  }
  private need(...signs: string[]): Token {
    if (!this.isSign(...signs)) throw new Unreadable()
    return this.next()
  }

  private or(): Node {
    this.deeper()
    const first = this.and()
    if (this.word() !== 'or') return first
    let { end } = first
    while (this.word() === 'or') {
      this.next()
      end = this.and().end
    }
    return { is: 'or', inside: [first.start, end], start: first.start, end }
  }

  private and(): Node {
    const items = [this.negation()]
    while (this.word() === 'and') {
      this.next()
      items.push(this.negation())
    }
    const [first] = items
    const last = items.at(-1)
    if (!first || !last || items.length === 1) return first as Node
    const flat = items.flatMap((item) => (item.is === 'and' ? item.items : [item]))
    return { is: 'and', items: flat, start: first.start, end: last.end }
  }

  private negation(): Node {
    if (this.word() !== 'not') return this.predicate()
    this.deeper()
    const { start } = this.next()
    const inner = this.negation()
    if (inner.is === 'path') {
      const { path, end } = inner
      const condition: Condition = { is: 'condition', path, operator: '!=', operands: [TRUE] }
      return { is: 'condition', condition, start, end }
    }
    const negated = inner.is === 'condition' && NEGATED[inner.condition.operator]
    if (inner.is === 'condition' && negated)
      return { ...inner, condition: { ...inner.condition, operator: negated }, start }
    return { is: 'other', start, end: inner.end }
  }

  private predicate(): Node {
    const left = this.sum()
    const not = this.word() === 'not' ? 1 : 0
    const token = this.peek()
    if (token.kind === 'sign' && COMPARES[token.value]) {
      this.next()
      return test(left, COMPARES[token.value] as Operator, [this.sum()])
    }
    const word = this.word(not)
    if (word === 'in' || word === 'contains' || word === 'between') {
      this.at += 1 + not
      const operator = not ? (NEGATED[word] as Operator) : word
      if (word === 'in') return this.items(left, operator)
      const first = this.sum()
      if (word === 'contains') return test(left, operator, [first])
      if (this.word() !== 'and') throw new Unreadable()
      this.next()
      return test(left, operator, [first, this.sum()])
    }
    return this.pair(left, not)
  }

  /** "starts with", "is empty", "is not empty", "não está vazio". */
  private pair(left: Node, not: number): Node {
    const first = this.peek(not)
    const inner = not === 0 && fold(first.value) === 'is' && this.word(1) === 'not' ? 1 : 0
    const second = this.peek(not + 1 + inner)
    const found =
      first.kind === 'name' && second.kind === 'name'
        ? PAIRS.find(([a, b]) => fold(first.value) === a && b.test(fold(second.value)))
        : undefined
    if (!found) {
      if (not) throw new Unreadable()
      return left
    }
    const isEmpty = found[2] === 'is empty'
    if (isEmpty && not && fold(first.value) === 'is') throw new Unreadable()
    this.at += not + 2 + inner
    const operator = not || inner ? (NEGATED[found[2]] as Operator) : found[2]
    if (isEmpty) return { ...test(left, operator, []), end: second.end }
    return test(left, operator, [this.sum()])
  }

  private items(left: Node, operator: Operator): Node {
    const open = this.peek()
    if (!this.isSign('(', '[')) return test(left, operator, [this.sum()])
    this.next()
    const close = open.value === '(' ? ')' : ']'
    const found: Node[] = []
    while (!this.isSign(close)) {
      if (found.length > 0) this.need(';', ',')
      found.push(this.or())
    }
    const { end } = this.next()
    return { ...test(left, operator, found), end }
  }

  private sum(): Node {
    const first = this.unary()
    let node = first
    while (this.isSign('+', '-', '*', '/', '%')) {
      this.next()
      node = { is: 'other', start: first.start, end: this.unary().end }
    }
    return node
  }

  private unary(): Node {
    if (!this.isSign('-')) return this.atom()
    this.deeper()
    const { start } = this.next()
    const inner = this.unary()
    if (
      inner.is === 'operand' &&
      inner.operand.is === 'number' &&
      !inner.operand.value.startsWith('-')
    )
      return { ...inner, operand: { is: 'number', value: `-${inner.operand.value}` }, start }
    return { is: 'other', start, end: inner.end }
  }

  private atom(): Node {
    const token = this.next()
    const { start, end, kind, value } = token
    const operand = (found: Operand): Node => ({ is: 'operand', operand: found, start, end })
    if (kind === 'text' || kind === 'number') return operand({ is: kind, value })
    if (kind === 'variable') return operand({ is: 'variable', value: value.toLowerCase() })
    if (kind === 'sign' && value === '(') {
      const inner = this.or()
      const close = this.need(')')
      return { ...inner, start, end: close.end }
    }
    if (kind !== 'name' && kind !== 'quoted') throw new Unreadable()
    const word = kind === 'name' ? (WORDS[fold(value)] ?? '') : ''
    if (word === 'true' || word === 'false')
      return operand({ is: 'boolean', value: word === 'true' })
    if (word === 'null') return { is: 'other', start, end }
    if (kind === 'name' && this.isSign('(')) return this.call(token)
    if (word !== '') throw new Unreadable()
    return this.path(token)
  }

  private path(first: Token): Node {
    const names = [first.value]
    let { end } = first
    while (this.isSign('.')) {
      this.next()
      const segment = this.next()
      if (segment.kind !== 'name' && segment.kind !== 'quoted') throw new Unreadable()
      names.push(segment.value)
      end = segment.end
    }
    return { is: 'path', path: names.join('.'), start: first.start, end }
  }

  private call(name: Token): Node {
    this.need('(')
    const given: Node[] = []
    while (!this.isSign(')')) {
      if (given.length > 0) this.need(';', ',')
      given.push(this.or())
    }
    const { end } = this.next()
    return { ...called(fold(name.value), given), start: name.start, end }
  }
}

function called(name: string, given: readonly Node[]): Form {
  const [first, second] = given
  const call = CALLS[name]
  if (CLOCK[name] && !first)
    return { is: 'operand', operand: { is: 'variable', value: CLOCK[name] } }
  if (call === 'last_days' || call === 'next_days') {
    if (given.length !== 2 || first?.is !== 'path' || !isWhole(second)) return { is: 'other' }
    const operands = [second.operand]
    return {
      is: 'condition',
      condition: { is: 'condition', path: first.path, operator: call, operands },
    }
  }
  if (!call) return { is: 'other' }
  if (!isCounted(call))
    return first
      ? { is: 'other' }
      : { is: 'operand', operand: { is: 'day', value: call, count: null } }
  if (given.length !== 1 || !isWhole(first)) return { is: 'other' }
  return {
    is: 'operand',
    operand: { is: 'day', value: call, count: Number(first.operand.value) },
  }
}

function isWhole(
  node: Node | undefined,
): node is Node & { is: 'operand'; operand: { is: 'number'; value: string } } {
  return (
    node?.is === 'operand' && node.operand.is === 'number' && /^\d{1,9}$/.test(node.operand.value)
  )
}

function test(left: Node, operator: Operator, right: readonly Node[]): Node {
  const end = right.at(-1)?.end ?? left.end
  const operands = right.flatMap((node) => (node.is === 'operand' ? [node.operand] : []))
  if (left.is !== 'path' || operands.length < right.length)
    return { is: 'other', start: left.start, end }
  const condition: Condition = { is: 'condition', path: left.path, operator, operands }
  return { is: 'condition', condition, start: left.start, end }
}
