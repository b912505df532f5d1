/** The script for Windows PowerShell 5 and PowerShell 7. */
export const POWERSHELL = `# PowerShell completion for teamsync

Register-ArgumentCompleter -Native -CommandName 'teamsync', 'teamsync.cmd', 'teamsync.ps1' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # Only text is handed over: what a variable or an expression would give is never worked out.
    $words = @()
    $typed = ''
    foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.StartOffset -ge $cursorPosition) { break }
        $text = $element.Extent.Text
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $text = $element.Value }
        if ($element.Extent.EndOffset -lt $cursorPosition) { $words += $text } else { $typed = $text }
    }
    # A single argument of plain letters survives every way in which PowerShell starts a program.
    $line = (($words + $typed) | ForEach-Object { '/' + [uri]::EscapeDataString($_) }) -join ''
    $program = $commandAst.CommandElements[0].Value
    if (-not $program -or -not (Get-Command -Name $program -CommandType Application, ExternalScript -ErrorAction Ignore)) {
        $program = 'teamsync'
    }
    $answer = @()
    try { $answer = @(& $program __complete powershell $line 2>$null) } catch { }

    # An empty string keeps PowerShell from offering files.
    if ($answer.Count -eq 0) { return '' }
    if ($answer[0] -eq ':files') {
        $before = if ($answer.Count -gt 1) { [uri]::UnescapeDataString($answer[1]) } else { '' }
        $path = $typed.Substring([Math]::Min($before.Length, $typed.Length))
        return [System.Management.Automation.CompletionCompleters]::CompleteFilename($path) | ForEach-Object {
            New-Object System.Management.Automation.CompletionResult ($before + $_.CompletionText), $_.ListItemText, $_.ResultType, $_.ToolTip
        }
    }
    $results = foreach ($row in ($answer | Select-Object -Skip 1)) {
        $fields = $row.Split([char]9)
        $value = [uri]::UnescapeDataString($fields[0])
        # A description must not be empty.
        $about = if ($fields[1]) { [uri]::UnescapeDataString($fields[1]) } else { $value }
        $quoted = $value
        if ($value -notmatch '^[A-Za-z0-9./:=+_-][A-Za-z0-9./:=+_@-]*$') {
            $quoted = "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($value) + "'"
        }
        $type = if ($value.StartsWith('-')) { 'ParameterName' } else { 'ParameterValue' }
        New-Object System.Management.Automation.CompletionResult $quoted, $value, $type, $about
    }
    if ($results) { $results } else { '' }
}
`;
