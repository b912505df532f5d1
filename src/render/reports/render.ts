import { renderDocument } from '../json.ts';
import { renderCsvReport } from './csv.ts';
import type { Ended } from './ended.ts';
import type { ReportFormat } from './format.ts';
import { renderHtmlReport } from './html.ts';
import { renderMarkdownReport } from './markdown.ts';

/** The report of a run as a file of this format holds it. */
export function renderReport(format: ReportFormat, ended: Ended): string {
  switch (format) {
    case 'markdown':
      return renderMarkdownReport(ended);
    case 'csv':
      return renderCsvReport(ended.report);
    case 'html':
      return renderHtmlReport(ended);
    case 'json':
      return renderDocument(ended.report);
  }
}
