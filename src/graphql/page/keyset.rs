//! The order of a page and the place it starts at, as SQL.

use sea_orm::{
    ColumnTrait, Condition, DbBackend, ExprTrait, JoinType, Value,
    sea_query::{ColumnRef, Expr, Func, Order, Query, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

use super::{
    Page,
    cursor::Mark,
    list::{Key, Listed, Sortable},
};
use crate::graphql::{
    Result, Where,
    context::Question,
    edge::{PARENT, ids, padded, parent_of_each},
    reading::Reading,
};

/// One expression of the total order.
pub(super) struct Step {
    pub(super) by: SimpleExpr,
    pub(super) order: Order,
}

impl<E: Listed> Page<E> {
    /// How its rows are read: a cursor is made of what they are sorted by.
    pub(super) fn reading(&self, question: &Question) -> Reading<E> {
        let sorted_by: Vec<_> = self.order.iter().map(|key| key.field.column()).collect();
        Reading::of(question, &sorted_by)
    }

    /// The whole order: each field, rows without it last, and the id to break ties. Reversed when
    /// the page is read from its end.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::with_capacity(self.order.len() + 1);
        for key in &self.order {
            let column = Expr::col(key.field.column().as_column_ref());
            if key.field.may_be_missing() {
                steps.push(Step { by: column.clone().is_null(), order: way(self.backwards) });
            }
            steps.push(Step { by: column, order: way(key.descending != self.backwards) });
        }
        let last = self.last_descends() != self.backwards;
        steps.push(Step { by: Expr::col(E::ID.as_column_ref()), order: way(last) });
        steps
    }

    /// Only what fits the caller's `where`.
    pub(super) fn filter(&self, select: &mut SelectStatement, question: &Question) -> Result<()> {
        if let Some(filter) = &self.filter {
            select.cond_where(filter.condition(question.now)?);
        }
        Ok(())
    }

    /// Only what fits and lies between the cursors.
    pub(super) fn narrow(&self, select: &mut SelectStatement, question: &Question) -> Result<()> {
        self.filter(select, question)?;
        if let Some(mark) = &self.after {
            select.cond_where(self.beyond(mark, false));
        }
        if let Some(mark) = &self.before {
            select.cond_where(self.beyond(mark, true));
        }
        Ok(())
    }

    /// The page itself; where rows belong to a parent, the column says to which.
    pub(super) fn cut(
        &self,
        mut rows: SelectStatement,
        parent: Option<&ColumnRef>,
        reading: &Reading<E>,
        question: &Question,
    ) -> Result<SelectStatement> {
        reading.select(&mut rows);
        if let Some(parent) = parent {
            rows.expr_as(Expr::col(parent.clone()), PARENT);
        }
        self.limit(&mut rows, question)?;
        if !reading.is_accompanied() {
            return Ok(rows);
        }
        // Company is kept by the rows of the page alone.
        let table = E::default().table_name().to_owned();
        let mut page = Query::select();
        page.from_subquery(rows, table.clone());
        reading.select(&mut page);
        reading.join(&mut page);
        if parent.is_some() {
            page.expr_as(Expr::col((table, PARENT)), PARENT);
        }
        self.sort(&mut page);
        Ok(page)
    }

    /// The same for each of many parents, by which no row beyond a page is read. `children` are those
    /// of the parent in the column [`parent_of_each`].
    pub(super) fn cut_each(
        &self,
        mut children: SelectStatement,
        parents: &[Uuid],
        reading: &Reading<E>,
        question: &Question,
    ) -> Result<SelectStatement> {
        let table = E::default();
        let mut pages = Query::select();
        if question.engine == DbBackend::Postgres {
            reading.select(&mut children);
            self.limit(&mut children, question)?;
            pages.from_function(Func::cust("unnest").arg(Expr::val(ids(parents))), PARENT).join_lateral(
                JoinType::InnerJoin,
                children,
                table.table_name().to_owned(),
                Expr::val(true),
            );
        } else {
            let id = E::ID.as_column_ref();
            children.clear_selects().column(id.clone());
            self.limit(&mut children, question)?;
            pages.from_values(padded(parents), PARENT).join(
                JoinType::InnerJoin,
                table.table_ref(),
                Expr::col(id).in_subquery(children),
            );
        }
        reading.select(&mut pages);
        reading.join(&mut pages);
        pages.expr_as(parent_of_each(question.engine), PARENT);
        self.sort(&mut pages);
        Ok(pages)
    }

    /// Narrows, sorts, and reads no further than the page.
    fn limit(&self, rows: &mut SelectStatement, question: &Question) -> Result<()> {
        self.narrow(rows, question)?;
        self.sort(rows);
        rows.limit(self.reach());
        Ok(())
    }

    fn sort(&self, rows: &mut SelectStatement) {
        rows.clear_order_by();
        for step in self.steps() {
            rows.order_by_expr(step.by, step.order);
        }
    }

    /// “The row stands beyond the mark”: alike in the first fields, beyond in the next.
    fn beyond(&self, mark: &Mark, towards_start: bool) -> Condition {
        let mut any = Condition::any();
        let mut alike = Condition::all();
        for (key, value) in self.order.iter().zip(&mark.values) {
            let column = Expr::col(key.field.column().as_column_ref());
            if let Some(further) = further(key, value.as_ref(), towards_start) {
                any = any.add(alike.clone().add(further));
            }
            alike = alike.add(match value {
                Some(value) => column.eq(value.clone()),
                None => column.is_null(),
            });
        }
        let id = Expr::col(E::ID.as_column_ref());
        let further = if self.last_descends() == towards_start { id.gt(mark.id) } else { id.lt(mark.id) };
        any.add(alike.add(further))
    }

    fn last_descends(&self) -> bool {
        self.order.last().is_some_and(|key| key.descending)
    }
}

/// Beyond in one field, or none if no value is.
fn further<E: Listed>(key: &Key<E>, value: Option<&Value>, towards_start: bool) -> Option<SimpleExpr> {
    let column = Expr::col(key.field.column().as_column_ref());
    let missing = key.field.may_be_missing();
    match (value, towards_start) {
        (None, false) => None,
        (None, true) => Some(column.is_not_null()),
        (Some(value), _) => {
            let greater = key.descending == towards_start;
            let beyond =
                if greater { column.clone().gt(value.clone()) } else { column.clone().lt(value.clone()) };
            Some(if missing && !towards_start { beyond.or(column.is_null()) } else { beyond })
        }
    }
}

fn way(descending: bool) -> Order {
    if descending { Order::Desc } else { Order::Asc }
}
