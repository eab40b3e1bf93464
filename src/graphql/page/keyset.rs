//! The order of a page and the place it starts at, as SQL.

use sea_orm::{
    ColumnTrait, Condition, ExprTrait, JoinType, Value,
    sea_query::{
        ColumnRef, Expr, Func, Order, OverStatement, Query, SelectStatement, SimpleExpr, WindowStatement,
    },
};

use super::{
    Page,
    cursor::Mark,
    list::{Key, Listed, Sortable},
};
use crate::graphql::{Result, Where, context::Question, edge::PARENT};

/// The number of a row within its parent.
const NUMBER: &str = "number_of_row";

/// One expression of the total order.
pub(super) struct Step {
    pub(super) by: SimpleExpr,
    pub(super) order: Order,
}

impl<E: Listed> Page<E> {
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

    /// Narrows, orders and limits: the page itself.
    pub(super) fn cut(&self, select: &mut SelectStatement, question: &Question) -> Result<()> {
        self.narrow(select, question)?;
        select.clear_order_by();
        for step in self.steps() {
            select.order_by_expr(step.by, step.order);
        }
        select.limit(self.size + 1);
        Ok(())
    }

    /// The same for many parents at once: rows are numbered within each.
    pub(super) fn cut_numbered(
        &self,
        mut select: SelectStatement,
        parent: ColumnRef,
        question: &Question,
    ) -> Result<SelectStatement> {
        self.narrow(&mut select, question)?;
        let mut window = WindowStatement::new();
        window.partition_by(parent);
        for step in self.steps() {
            window.order_by_expr(step.by, step.order);
        }
        select.clear_order_by().expr_window_as(Func::cust("ROW_NUMBER"), window, NUMBER);
        let limit = i64::try_from(self.size).unwrap_or(i64::MAX) + 1;
        Ok(Query::select()
            .expr(Expr::cust("*"))
            .from_subquery(select, "numbered")
            .and_where(Expr::col(NUMBER).lte(limit))
            .order_by_expr(Expr::col(NUMBER), Order::Asc)
            .to_owned())
    }

    /// The same where the engine can cut a page for each parent, and so reads no row beyond it.
    /// `select` names its parent as the column [`PARENT`] of the table of that name.
    pub(super) fn cut_lateral(
        &self,
        mut select: SelectStatement,
        parents: Value,
        question: &Question,
    ) -> Result<SelectStatement> {
        self.cut(&mut select, question)?;
        let child = E::default().table_name().to_owned();
        let mut pages = Query::select()
            .expr(Expr::cust("*"))
            .from_function(Func::cust("unnest").arg(Expr::val(parents)), PARENT)
            .join_lateral(JoinType::InnerJoin, select, child, Expr::val(true))
            .to_owned();
        for step in self.steps() {
            pages.order_by_expr(step.by, step.order);
        }
        Ok(pages)
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
