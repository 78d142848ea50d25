//! Boundary files of map programs: Shapefile, KML, GeoPackage, DXF, FlatGeobuf, GeoParquet.
//!
//! Must not know the draft that rows become.

mod dxf;
mod gdal;
mod geopackage;
mod hostile;
mod kml;
mod python;
mod real_files;
mod round_trip;
mod sample;
mod shapefile;
mod written_only;
