//! Writes tables, in a region that scrolls on its own on narrow screens.

use pulldown_cmark::Alignment;

use super::open::Table;
use super::writer::Writer;

impl Writer<'_> {
    /// Opens a table.
    pub fn start_table(&mut self, alignments: &[Alignment]) {
        let number = self.tables.number + 1;
        self.tables = Table { alignments: alignments.to_vec(), number, ..Table::default() };
        let name = if number == 1 { "Table".to_owned() } else { format!("Table {number}") };
        self.html(&format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\"><table>\n"
        ));
    }

    /// Opens a row. The first row of the body also opens the body.
    pub fn start_row(&mut self, head: bool) {
        self.tables.column = 0;
        self.tables.in_head = head;
        if head {
            self.html("<thead>\n");
        } else if !self.tables.has_rows {
            self.tables.has_rows = true;
            self.html("<tbody>\n");
        }
        self.html("<tr>");
    }

    /// Opens a cell.
    pub fn start_cell(&mut self) {
        let class = match self.tables.alignments.get(self.tables.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.html(if self.tables.in_head { "<th scope=\"col\"" } else { "<td" });
        self.html(class);
        self.html(">");
    }

    /// Closes a cell.
    pub fn end_cell(&mut self) {
        self.tables.column += 1;
        self.html(if self.tables.in_head { "</th>" } else { "</td>" });
    }

    /// Closes a row. The row of the head also closes the head.
    pub fn end_row(&mut self, head: bool) {
        self.html(if head { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }

    /// Closes a table.
    pub fn end_table(&mut self) {
        self.html(if self.tables.has_rows { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
    }
}
