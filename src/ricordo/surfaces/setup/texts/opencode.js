// Written by `ricordo install`; `ricordo uninstall` takes it away.
// Tells Ricordo what happens in a session, and puts what it answers before the model. It never fails a session.
import { spawn } from "node:child_process"

const COMMAND = {program}
const OPTIONS = {options}
const TIMEOUT_MS = 10_000

function ask(event, input) {
  return new Promise((resolve) => {
    const [program, ...rest] = COMMAND
    const child = spawn(program, [...rest, event, ...OPTIONS], { stdio: ["pipe", "pipe", "ignore"], timeout: TIMEOUT_MS })
    let answer = ""
    child.on("error", () => resolve(""))
    child.stdin.on("error", () => {})
    child.stdout.on("data", (part) => { answer += part })
    child.on("close", () => {
      try {
        resolve(JSON.parse(answer).additionalContext ?? "")
      } catch {
        resolve("")
      }
    })
    child.stdin.end(JSON.stringify({ hook_event_name: event, ...input }))
  })
}

export const Ricordo = async ({ directory }) => {
  const waiting = new Map()
  const said = new Map()
  const told = (session) => (said.has(session) ? said : said.set(session, [])).get(session)
  const input = (session) => ({ session_id: session, cwd: directory })
  return {
    event: async ({ event }) => {
      const session = event.properties?.info?.id ?? event.properties?.sessionID
      if (event.type === "session.created") {
        waiting.set(session, ask(event.type, input(session)))
      } else if (event.type === "session.idle") {
        await ask(event.type, input(session))
      } else if (event.type === "session.deleted") {
        waiting.delete(session)
        said.delete(session)
      }
    },
    "chat.message": async ({ sessionID }, { parts }) => {
      const prompt = parts.filter((part) => part.type === "text" && !part.synthetic).map((part) => part.text).join("\n")
      const start = await waiting.get(sessionID)
      waiting.delete(sessionID)
      const found = await ask("prompt", { ...input(sessionID), prompt })
      told(sessionID).push(...[start, found].filter(Boolean))
    },
    "experimental.chat.system.transform": async ({ sessionID }, output) => {
      output.system.push(...(said.get(sessionID) ?? []))
    },
    "experimental.session.compacting": async ({ sessionID }) => {
      await ask("session.compacting", input(sessionID))
    },
  }
}
