import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'

const retryMs = 100

/**
 * Makes sure that a port can be listened on.
 *
 * @param options.variable the variable that changes the port, named in the message.
 * @param options.patienceMs how long to wait for a process that is leaving.
 * @throws OperatorError naming the port and the variable.
 */
export async function checkPort(
  host: string,
  port: number,
  options: { variable: string; patienceMs: number },
): Promise<void> {
  for (const limit = Date.now() + options.patienceMs; ; ) {
    const code = await tryListening(host, port)
    if (code === undefined) return
    if (code !== 'EADDRINUSE' || Date.now() >= limit) throw describe(code, host, port, options.variable)
    await sleep(retryMs)
  }
}

/** Listens for a moment; answers the code of what is in the way, undefined when nothing is. */
export function tryListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(undefined)))
  })
}

function describe(code: string, host: string, port: number, variable: string): OperatorError {
  if (code === 'EADDRINUSE') {
    return new OperatorError(
      `Le port ${port} est déjà pris par un autre programme. Choisissez-en un autre avec la variable ${variable}, par exemple : ${variable}=${port + 1000} npm start`,
      `Port ${port} is already taken by another program. Choose another with the variable ${variable}, for instance: ${variable}=${port + 1000} npm start`,
    )
  }
  if (code === 'EACCES') {
    return new OperatorError(
      `Le système refuse le port ${port} à cet utilisateur. Choisissez-en un au-dessus de 1023 avec la variable ${variable}.`,
      `The system refuses port ${port} to this user. Choose one above 1023 with the variable ${variable}.`,
    )
  }
  return new OperatorError(
    `Impossible d’écouter sur ${host}:${port} (${code}). Vérifiez les variables HOST et ${variable}.`,
    `Cannot listen on ${host}:${port} (${code}). Check the variables HOST and ${variable}.`,
  )
}
