import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** LibreOffice, where it is installed. */
export const hasSpreadsheet = (): boolean => spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0

export type Question = {
  readonly path: string
  /** The heading of the column that is added up. */
  readonly heading: string
  /** How a CSV divides its cells; a workbook has none. */
  readonly separator?: ';' | ','
  /** Rows at the end that are totals already. */
  readonly closing?: number
}

function runSpreadsheet(profile: string, what: string): Promise<unknown> {
  const place = `-env:UserInstallation=${pathToFileURL(profile).href}`
  const soffice = spawn('soffice', [place, '--headless', '--norestore', what], { stdio: 'ignore' })
  return once(soffice, 'close')
}

/** Opens a file in LibreOffice, and has it add a column up: how many rows there are, and their sum. */
export async function addUp(folder: string, question: Question): Promise<{ rows: number; sum: string }> {
  const { path, heading, separator, closing = 0 } = question
  const profile = join(folder, 'profile')
  const answer = join(folder, 'answer.txt')
  // French numbers in a French file, or English ones in an English file; all of it from the first line on, in UTF-8.
  const options =
    separator === undefined ? '' : `${separator.charCodeAt(0)},34,76,1,,${separator === ';' ? 1036 : 1033},false,true`
  const words = { source: pathToFileURL(path).href, options, heading, target: answer }
  // A new profile is filled with what comes with the program; ours is written over that.
  await runSpreadsheet(profile, '--terminate_after_init')
  installMacro(profile, { words, closing })
  await runSpreadsheet(profile, 'macro:///Standard.Module1.AddUp')
  const [rows = '', sum = ''] = readFileSync(answer, 'utf8').trim().split(/\s+/)
  return { rows: Number(rows), sum: sum.replaceAll(',', '') }
}

const macroOf = ({ words, closing }: Asked): string => `
Sub AddUp
  ${Object.entries(words)
    .map(([name, word]) => `${name} = "${word}"`)
    .join('\n  ')}
  Dim given(2) As New com.sun.star.beans.PropertyValue
  given(0).Name = "Hidden"
  given(0).Value = True
  If options <> "" Then
    given(1).Name = "FilterName"
    given(1).Value = "Text - txt - csv (StarCalc)"
    given(2).Name = "FilterOptions"
    given(2).Value = options
  End If
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, given())
  sheet = document.Sheets.getByIndex(0)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress.EndRow - ${closing}
  For column = 0 To cursor.RangeAddress.EndColumn
    If sheet.getCellByPosition(column, 0).String = heading Then Exit For
  Next
  cells = sheet.getCellRangeByPosition(column, 1, column, last)
  functions = createUnoService("com.sun.star.sheet.FunctionAccess")
  total = functions.callFunction("SUM", Array(cells))
  counted = functions.callFunction("COUNT", Array(cells))
  file = FreeFile
  Open target For Output As #file
  Print #file, CStr(counted) & " " & functions.callFunction("FIXED", Array(total, 2, True))
  Close #file
  document.close(True)
  StarDesktop.terminate()
End Sub`

type Asked = { words: Readonly<Record<string, string>>; closing: number }

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A profile of its own, which knows one macro. */
function installMacro(profile: string, asked: Asked): void {
  const library = join(profile, 'user', 'basic', 'Standard')
  mkdirSync(library, { recursive: true })
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
  const document = (kind: string, type: string) =>
    `${head}<!DOCTYPE ${type} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${kind}.dtd">\n`
  writeFileSync(
    join(library, 'Module1.xba'),
    `${document('module', 'script:module')}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${escaped(macroOf(asked))}</script:module>`,
  )
  writeFileSync(
    join(library, 'script.xlb'),
    `${document('library', 'library:library')}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/></library:library>`,
  )
  writeFileSync(
    join(profile, 'user', 'basic', 'script.xlc'),
    `${document('libraries', 'library:libraries')}<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/></library:libraries>`,
  )
}
